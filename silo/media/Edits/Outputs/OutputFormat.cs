namespace Framemill.Media.Edits;

public enum OutputFormat
{
    Mp4 = 0,
    Gif = 1,
    Mp3 = 2,
    Jpg = 3,
    Png = 4,
    Bmp = 5,
}
