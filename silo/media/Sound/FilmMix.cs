namespace Framemill.Media.Sound;

/// <summary>A film's sound, mixed but not yet as loud as it shall be. Dispose it when it is written.</summary>
public sealed class FilmMix : IDisposable
{
    private readonly MixScratch _mix;
    private readonly MixLevels _levels;
    private readonly double _duckedSeconds;
    private readonly IReadOnlyList<SoundShortage> _shortages;
    private readonly SoundOptions _options;

    internal FilmMix(
        MixScratch mix, MixLevels levels, double duckedSeconds, IReadOnlyList<SoundShortage> shortages,
        SoundOptions options)
    {
        _mix = mix;
        _levels = levels;
        _duckedSeconds = duckedSeconds;
        _shortages = shortages;
        _options = options;
    }

    /// <summary>Writes all samples, at the loudness that the options name.</summary>
    public async Task<MixedSound> WriteAsync(Stream target, CancellationToken cancellationToken)
    {
        var normalised = await new LoudnessNormalizer(_mix, _levels, _options).RunAsync(target, cancellationToken);
        return normalised with { DuckedSeconds = _duckedSeconds, Shortages = _shortages };
    }

    public void Dispose() => _mix.Dispose();
}
