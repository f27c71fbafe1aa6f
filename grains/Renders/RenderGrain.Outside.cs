using Framemill.Ports;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Framemill.Renders;

/// <summary>
/// What takes longer than a turn may: it starts in one, runs beside the turns on values it was handed, and tells of its
/// end by a call of its own, so that it never changes state between another turn's awaits.
/// </summary>
public sealed partial class RenderGrain
{
    private readonly OneAtATime _finding = new();
    private readonly OneAtATime _publishing = new();
    private readonly OneAtATime _calling = new();

    private async Task FindPartsAsync()
    {
        if (_render.Plan is not { } plan) return;
        var self = Self;
        using var limit = new CancellationTokenSource(options.Value.StoreWaitMax, time);
        var found = await Task.Run(() => StoredPartsOf(plan, limit.Token));
        await self.PartsFoundAsync(found);
    }

    private async Task<StoredParts> StoredPartsOf(FilmPlan plan, CancellationToken cancellationToken)
    {
        var keys = plan.Segments.Select(s => s.ContentKey).ToList();
        if (plan.SoundKey is { } sound) keys.Add(sound);
        var stored = keys.Count == 0 ? new HashSet<string>() : await ports.Parts.FindAsync(keys, cancellationToken);
        var segments = new SegmentSet();
        foreach (var segment in plan.Segments)
        {
            if (stored.Contains(segment.ContentKey)) segments = segments.With(segment.Index);
        }

        return new StoredParts
        {
            Segments = segments.ToBits(),
            HasSound = plan.SoundKey is { } key && stored.Contains(key),
        };
    }

    private async Task PublishAsync(int segmentsReady)
    {
        if (_render.Plan is not { } plan) return;
        var self = Self;
        var work = new PublishPlaylists
        {
            RenderId = _render.Id,
            Plan = plan,
            SegmentsReady = segmentsReady,
            SoundIsReady = _render.SoundIsReady,
        };
        var soundIsReady = work.SoundIsReady;
        using var limit = new CancellationTokenSource(options.Value.StoreWaitMax, time);
        await Task.Run(() => ports.Playlists.PublishAsync(work, limit.Token));

        // Not awaited while it counts as running: what it sets off may be the next publication.
        _publishing.Ended();
        await self.PlaylistsPublishedAsync(segmentsReady, soundIsReady);
    }

    private async Task SendCallbackAsync(string url)
    {
        var self = Self;
        if (_audience.View(_render) is not { } view) return;
        var isTaken = false;
        for (var attempt = 1; attempt <= options.Value.CallbackAttemptsMax && !isTaken; attempt++)
        {
            if (attempt > 1) await Task.Delay(options.Value.RetryAfter * (1 << Math.Min(attempt, 10)), time);
            try
            {
                isTaken = await Task.Run(() => ports.Callbacks.SendAsync(url, view, CancellationToken.None));
            }
            catch (Exception error)
            {
                LogEffectFailed(error, view.Id, nameof(SendCallbackAsync));
            }
        }

        await self.CallbackSettledAsync(isTaken);
    }
}
