using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>
/// A twelve-second film of a few small segments with everything in it: stills, a clip, words, speech, music.
/// </summary>
internal static class SmallEdit
{
    public const int FrameCount = 300;
    public const int Width = 320;
    public const int Height = 180;

    public static async Task MakeMediaAsync(TempFolder folder)
    {
        await SmallMedia.ClipAsync(folder["clip.mp4"]);
        await SmallMedia.PictureAsync(folder["picture.png"]);
        await SmallMedia.MusicAsync(folder["music.mp3"]);
    }

    /// <param name="media">Where the media lie, as a URL.</param>
    /// <param name="title">Something of its own, so that two edits share no segment.</param>
    /// <param name="background">
    /// Makes other segments of the same pixels: the picture covers it, which the segments' names do not know.
    /// </param>
    public static string Json(string media, string title = "Twelve seconds", int background = 0) => $$"""
        {
          "timeline": {
            "background": "#0000{{background:x2}}",
            "soundtrack": { "src": "{{media}}/music.mp3", "effect": "fadeOut", "volume": 0.5 },
            "tracks": [
              { "clips": [
                { "asset": { "type": "title", "text": "{{title}}", "style": "minimal" }, "start": 0, "length": 12 }
              ] },
              { "clips": [
                { "asset": { "type": "video", "src": "{{media}}/clip.mp4", "trim": 0.4 }, "start": 3, "length": 5,
                  "transition": { "in": "wipeLeft", "out": "fade" } }
              ] },
              { "clips": [
                { "asset": { "type": "image", "src": "{{media}}/picture.png" }, "start": 0, "length": 12,
                    "effect": "zoomIn" }
              ] },
              { "clips": [
                { "asset": { "type": "text-to-speech", "text": "Twelve seconds of film.", "voice": "Amy" },
                  "start": 1, "length": "auto" }
              ] }
            ]
          },
          "output": { "format": "mp4", "size": { "width": {{Width}}, "height": {{Height}} }, "fps": 25,
            "poster": { "capture": 1 }, "thumbnail": { "capture": 1, "scale": 0.5 } }
        }
        """;
}
