namespace Framemill.Media.Sound;

/// <summary>Where the mixer gets its sounds from.</summary>
public interface ISoundLibrary
{
    /// <summary>Opens an event's sound at its source start and speed, before its gain.</summary>
    Task<ISoundStream> OpenAsync(SoundEvent sound, CancellationToken cancellationToken);
}

/// <summary>Sound as it is mixed: 48 kHz, interleaved left and right, 32-bit float.</summary>
public interface ISoundStream : IAsyncDisposable
{
    /// <summary>Why the sound ended early; null while it has not.</summary>
    string? Problem { get; }

    /// <summary>Samples per channel; 0 only at the end.</summary>
    ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken);
}
