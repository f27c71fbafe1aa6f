namespace Framemill.Media.Edits;

public enum TextCase
{
    None = 0,
    Uppercase = 1,
    Lowercase = 2,
    Capitalize = 3,
}
