using System.Globalization;
using System.Text.Json.Serialization;

namespace Framemill.Media.Timelines;

/// <summary>Width and height of a picture in pixels.</summary>
public readonly record struct FrameSize(int Width, int Height)
{
    [JsonIgnore]
    public long Pixels => (long)Width * Height;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");
}
