namespace Framemill.Media.Sound;

/// <summary>Mixes a film's whole sound: placed to the sample, music under speech, normalised, never clipped.</summary>
public sealed class SoundMixer(SoundOptions options, TimeProvider? clock = null)
{
    private readonly TimeProvider _time = clock ?? TimeProvider.System;

    /// <summary>Writes the mix to a file. The same plan and sounds give the same bytes.</summary>
    public async Task<MixedSound> MixAsync(
        SoundPlan plan,
        ISoundLibrary library,
        string path,
        CancellationToken cancellationToken)
    {
        await using var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        using var mix = await MixAsync(plan, library, path + ".mix", null, cancellationToken);
        return await mix.WriteAsync(target, cancellationToken) with { Path = path };
    }

    /// <summary>
    /// Mixes the whole film. Its samples can be written when this returns: only then its loudness is known.
    /// </summary>
    /// <param name="scratch">Name of a file that stands until the mix is disposed of.</param>
    /// <param name="opening">Gets the mix while it grows, at a loudness near the film's; null for nobody.</param>
    public async Task<FilmMix> MixAsync(
        SoundPlan plan, ISoundLibrary library, string scratch, OpeningEncoder? opening,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(library);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var mix = new MixScratch(plan.SampleCount, scratch);
        var opened = opening is null
            ? Task.CompletedTask
            : Task.Run(() => OpenAsync(mix, opening, stop.Token), stop.Token);
        try
        {
            var (levels, ducked, shortages) =
                await MixEventsAsync(plan, library, mix, opening is not null, cancellationToken);
            await opened; // It is what somebody waits for.
            return new FilmMix(mix, levels, ducked, shortages, options);
        }
        catch
        {
            await stop.CancelAsync();
            await opened.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // It reads the mix.
            mix.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What an opening needs to begin. After it the mix waits a little: the film's first picture needs the cores more.
    /// </summary>
    private long HeadStart(bool isOpening) => isOpening
        ? (long)((options.OpeningLookAhead + (4 * options.FragmentLength)).TotalSeconds * SoundFormat.Rate)
        : 0;

    private async Task OpenAsync(MixScratch mix, OpeningEncoder opening, CancellationToken cancellationToken)
    {
        try
        {
            await new SoundOpening(mix, options).WriteAsync(opening.Input, cancellationToken);
        }
        catch (IOException)
        {
            // The encoder takes no more: why, is what completing it tells.
        }

        await opening.CompleteAsync();
    }

    private async Task<(MixLevels Levels, double DuckedSeconds, IReadOnlyList<SoundShortage> Shortages)> MixEventsAsync(
        SoundPlan plan,
        ISoundLibrary library,
        MixScratch mix,
        bool isOpening,
        CancellationToken cancellationToken)
    {
        await using var schedule = new EventSchedule(plan, library, options.DecodersMax, cancellationToken);
        var loudness = new LoudnessMeter();
        var peak = new TruePeakMeter();
        var desk = new MixDesk(options, plan);
        for (long start = 0, written = 0; written < plan.SampleCount; start += SoundFormat.BlockSamples)
        {
            desk.Begin();
            foreach (var reader in await schedule.AdvanceAsync(start, start + SoundFormat.BlockSamples))
                await reader.MixAsync(start, desk.BusOf(reader.Event.Role), cancellationToken);
            if (desk.End() is not { } mixed) continue;
            var samples = (int)Math.Min(SoundFormat.BlockSamples, plan.SampleCount - written);
            var values = mixed.AsSpan(0, samples * SoundFormat.Channels);
            loudness.Add(values);
            peak.Add(values);
            mix.Append(values);
            var first = written < HeadStart(isOpening);
            written += samples;
            if (first && written >= HeadStart(isOpening))
                await Task.Delay(options.OpeningPause, _time, cancellationToken);
        }

        peak.Finish();
        return (new MixLevels(loudness.Integrated(), peak.Peak), desk.DuckedSeconds, schedule.Shortages);
    }
}
