namespace Framemill.Media.Encoders;

/// <summary>What a single picture is written as.</summary>
public enum PictureFormat
{
    Jpg = 0,
    Png = 1,
    Bmp = 2,
}
