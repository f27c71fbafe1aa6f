using System.Security.Cryptography;
using System.Text.Json;
using Framemill.Media.Text;

namespace Framemill.Media.Timelines;

/// <summary>
/// Names results by everything that can influence them: what has the same key need not be made again.
/// </summary>
public sealed class ContentKeys
{
    private readonly Film _film;
    private readonly string _encoder;
    private readonly IReadOnlyList<(FilmClip Clip, byte[] Json)> _clips;

    /// <param name="encoder">Names every setting of the encoder that can change a byte.</param>
    public ContentKeys(Film film, string encoder)
    {
        _film = film;
        _encoder = encoder;
        _clips =
        [
            .. film.Clips
                .Where(clip => clip.Clip.Asset.HasPicture && clip.FrameCount > 0)
                .Select(clip => (
                    clip,
                    JsonSerializer.SerializeToUtf8Bytes(ClipPixels.Of(clip), ContentJson.Default.ClipPixels))),
        ];
    }

    /// <summary>The key of the mixed sound; null for a silent film.</summary>
    /// <param name="encoder">Names every setting of the encoder that can change a byte.</param>
    public static string? Sound(Film film, string encoder)
    {
        if (!film.HasSound)
            return null;
        var samples = new SoundSamples
        {
            Encoder = $"{encoder} {film.Format} {film.Quality}",
            Duration = film.Duration,
            FrameCount = film.FrameCount,
            Rate = film.Rate,
            Sounds = [.. film.Sounds.Select(sound => sound with { Facts = sound.Facts with { Key = default } })],
        };
        return Hex(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(samples, ContentJson.Default.SoundSamples)));
    }

    /// <summary>The key of a run of frames.</summary>
    public string Frames(int firstFrame, int frameCount)
    {
        var shown = _clips
            .Where(c => c.Clip.FirstFrame < firstFrame + frameCount && c.Clip.EndFrame > firstFrame)
            .ToList();
        var header = new SegmentPixels
        {
            Size = _film.Size,
            OutputSize = _film.OutputSize,
            Rate = _film.Rate,
            Quality = _film.Quality,
            Encoder = $"{_encoder} {_film.Format}",
            Background = _film.Edit.Timeline.Background,
            FirstFrame = firstFrame,
            FrameCount = frameCount,
            Fonts = shown.Exists(c => ClipPixels.IsText(c.Clip.Clip.Asset))
                ? [.. _film.Fonts.Select(font => $"{font.ContentHash} {FontFile.BaseName(font.Key.Value)}")]
                : [],
        };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(header, ContentJson.Default.SegmentPixels));

        // The order of painting counts and so does who shares a track, but not the number of tracks elsewhere.
        var layer = 0;
        for (var i = 0; i < shown.Count; i++)
        {
            if (i > 0 && shown[i].Clip.Track != shown[i - 1].Clip.Track)
                layer++;
            hash.AppendData("\n"u8);
            hash.AppendData(BitConverter.GetBytes(layer));
            hash.AppendData(shown[i].Json);
        }

        return Hex(hash.GetHashAndReset());
    }

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
