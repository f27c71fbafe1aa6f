using Framemill.Media.Processes;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>Decodes the sound of any media to 48 kHz stereo.</summary>
public sealed class AudioDecoder(ProcessRunner processes, SourceOptions options)
{
    public const int Rate = 48_000;
    public const int Channels = 2;
    private static readonly Rational SlowestSpeed = new(1, 20);
    private static readonly Rational FastestSpeed = 100;

    /// <summary>
    /// Opens the sound as a stream of samples. Time zero is the same as for the media's pictures: sound that starts
    /// late begins with silence, sound from before is cut away.
    /// </summary>
    /// <exception cref="MediaException">The media has no sound.</exception>
    public async Task<AudioSource> OpenAsync(AudioRequest request, CancellationToken cancellationToken)
    {
        if (!request.Facts.HasSound) throw new MediaException(new(MediaProblemCode.NoSound, "The file has no sound."));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Start, Rational.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Speed, SlowestSpeed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Speed, FastestSpeed);
        var command = new ProcessRequest
        {
            Tool = Ffmpeg.Tool,
            Arguments = AudioDecode.Arguments(request, options.DecoderThreads),
            ReadsOutput = true,
        };
        var limits = new ProcessLimits
        {
            WallTime = null, // It waits for its reader as long as that takes.
            StallTime = TimeSpan.FromSeconds(options.StallSecondsMax),
            AddressSpaceBytes = options.DecoderMemoryBytes,
            FileBytes = 1 << 20,
            OutputBytes = (options.DurationSecondsMax + 60L) * Rate * Channels * sizeof(float) * 20,
        };
        var child = await processes.StartAsync(command, limits, cancellationToken);
        return new AudioSource(child, AudioDecode.ExpectedSamples(request));
    }
}
