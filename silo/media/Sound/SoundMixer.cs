using System.Runtime.InteropServices;

namespace Framemill.Media.Sound;

/// <summary>Mixes a film's whole sound: placed to the sample, music under speech, normalised, never clipped.</summary>
public sealed class SoundMixer(SoundOptions options)
{
    /// <summary>
    /// Writes the mix to <paramref name="path"/>. The same plan and sounds give the same bytes. A second file of the
    /// same size stands beside it meanwhile.
    /// </summary>
    public async Task<MixedSound> MixAsync(
        SoundPlan plan,
        ISoundLibrary library,
        string path,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(library);
        var raw = path + ".mix";
        try
        {
            var (loudness, ducked, shortages) = await MixEventsAsync(plan, library, raw, cancellationToken);
            var normalised = LoudnessNormalizer.Run(raw, path, loudness, options, cancellationToken);
            return normalised with { SampleCount = plan.SampleCount, DuckedSeconds = ducked, Shortages = shortages };
        }
        finally
        {
            File.Delete(raw);
        }
    }

    private async Task<(double Loudness, double DuckedSeconds, IReadOnlyList<SoundShortage> Shortages)> MixEventsAsync(
        SoundPlan plan,
        ISoundLibrary library,
        string path,
        CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        await using var schedule = new EventSchedule(plan, library, options.DecodersMax, cancellationToken);
        var meter = new LoudnessMeter();
        var desk = new MixDesk(options, plan);
        for (long start = 0, written = 0; written < plan.SampleCount; start += SoundFormat.BlockSamples)
        {
            desk.Begin();
            foreach (var reader in await schedule.AdvanceAsync(start, start + SoundFormat.BlockSamples))
                await reader.MixAsync(start, desk.BusOf(reader.Event.Role), cancellationToken);
            if (desk.End() is not { } mixed) continue;
            var samples = (int)Math.Min(SoundFormat.BlockSamples, plan.SampleCount - written);
            meter.Add(mixed.AsSpan(0, samples * SoundFormat.Channels));
            file.Write(MemoryMarshal.AsBytes(mixed.AsSpan(0, samples * SoundFormat.Channels)));
            written += samples;
        }

        return (meter.Integrated(), desk.DuckedSeconds, schedule.Shortages);
    }
}
