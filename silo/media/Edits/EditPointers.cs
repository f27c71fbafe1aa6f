using System.Globalization;

namespace Framemill.Media.Edits;

/// <summary>JSON pointers to places of an edit.</summary>
public static class EditPointers
{
    public static string Clip(int track, int clip) =>
        string.Create(CultureInfo.InvariantCulture, $"/timeline/tracks/{track}/clips/{clip}");

    public static string Asset(int track, int clip) => Clip(track, clip) + "/asset";
}
