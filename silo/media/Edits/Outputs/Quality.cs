namespace Framemill.Media.Edits;

public enum Quality
{
    VeryLow = 0,
    Low = 1,
    Medium = 2,
    High = 3,
    VeryHigh = 4,
}
