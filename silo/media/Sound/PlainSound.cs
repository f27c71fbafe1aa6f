using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>
/// Plain mono WAV files, which all spoken texts are, read without a decoder process: starting one takes longer than
/// all that is to be done.
/// </summary>
internal sealed class PlainSound : ISoundStream
{
    private const string Format = "wav";
    private const string Codec = "pcm_s16le";
    private const long FileBytesMax = 64L << 20;

    private readonly SpeechResampler _resampler;
    private readonly float[] _padded;
    private readonly long _end;
    private long _at;

    private PlainSound(WaveFile wave, Rational start)
    {
        _resampler = new SpeechResampler(wave.Rate);
        _padded = SpeechResampler.Pad(wave.Samples);
        _end = _resampler.Length(wave.Samples.Length);
        _at = (start * SoundFormat.Rate).Round();
    }

    public string? Problem => null;

    /// <summary>The sound, or null when it is of another kind and needs a decoder.</summary>
    public static async Task<PlainSound?> TryOpenAsync(
        SoundMaterial material, SoundEvent sound, CancellationToken cancellationToken)
    {
        var facts = material.Facts;
        if (facts.Format != Format || facts.AudioCodec != Codec || facts.AudioChannels != 1) return null;
        if (sound.Speed != Rational.One || facts.Origin != Rational.Zero) return null;
        if (!SpeechResampler.Takes(facts.AudioRate) || new FileInfo(material.Path).Length > FileBytesMax) return null;
        try
        {
            var wave = WaveFile.Read(await File.ReadAllBytesAsync(material.Path, cancellationToken));
            return SpeechResampler.Takes(wave.Rate) ? new PlainSound(wave, sound.SourceStart) : null;
        }
        catch (FormatException)
        {
            return null; // A file of that kind in an unusual form: the decoder knows more of them.
        }
    }

    public ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
    {
        var samples = (int)Math.Clamp(_end - _at, 0, interleaved.Length / SoundFormat.Channels);
        _resampler.Resample(_padded, _at, interleaved.Span[..(samples * SoundFormat.Channels)]);
        _at += samples;
        return ValueTask.FromResult(samples);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
