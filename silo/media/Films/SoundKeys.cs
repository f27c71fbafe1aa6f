using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>Names a film's sound by all that can influence it. Pure.</summary>
public static class SoundKeys
{
    /// <summary>Raised when the mixer changes what the same plan sounds like.</summary>
    private const int MixVersion = 1;

    /// <summary>SHA-256 in lower-case hexadecimal; null for a film in which nothing sounds.</summary>
    public static string? Of(Film film, FilmManifest manifest, SoundOptions options)
    {
        var plan = SoundPlan.Make(film);
        if (plan.IsSilent && film.Format != OutputFormat.Mp3) return null; // A film that is only heard may be silence.

        var hashes = manifest.Assets.ToDictionary(asset => asset.Key, asset => asset.Facts.ContentHash);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"sound {MixVersion} {film.Format} {plan.SampleCount} {JsonSerializer.Serialize(options)}");
        foreach (var sound in plan.Events)
        {
            Append(hash, $"{hashes[sound.Key.Value]} {sound.Role} {sound.StartSample} {sound.LengthSamples} "
                + $"{sound.SourceStart} {sound.Speed}");
            AppendGains(hash, sound);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendGains(IncrementalHash hash, SoundEvent sound)
    {
        Span<byte> gain = stackalloc byte[sizeof(float)];
        for (long sample = 0; sample < sound.LengthSamples; sample += SoundFormat.HopSamples)
        {
            BinaryPrimitives.WriteSingleLittleEndian(gain, sound.Gain.At(sample));
            hash.AppendData(gain);
        }
    }

    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]); // Two texts must not run together into a third.
    }
}
