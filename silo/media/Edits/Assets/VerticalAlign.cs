namespace Framemill.Media.Edits;

public enum VerticalAlign
{
    Top = 0,
    Middle = 1,
    Bottom = 2,
}
