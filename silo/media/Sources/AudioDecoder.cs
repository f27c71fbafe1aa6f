#pragma warning disable CS9113, CA1822
using Framemill.Media.Processes;

namespace Framemill.Media.Sources;

/// <summary>Decodes the sound of any media to 48 kHz stereo.</summary>
public sealed class AudioDecoder(ProcessRunner processes, SourceOptions options)
{
    public const int Rate = 48_000;
    public const int Channels = 2;

    /// <summary>Opens the sound as a stream of samples.</summary>
    public Task<AudioSource> OpenAsync(AudioRequest request, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
