namespace Framemill.Media.Sound;

/// <summary>
/// The readers of a plan's sounds: those that sound now, and the next ones already decoding, as many at a time as
/// allowed.
/// </summary>
internal sealed class EventSchedule(
    SoundPlan plan,
    ISoundLibrary library,
    int decodersMax,
    CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly List<EventReader> _open = [];
    private readonly List<SoundShortage> _shortages = [];
    private int _next;

    public IReadOnlyList<SoundShortage> Shortages => _shortages;

    /// <summary>Those that sound before <paramref name="blockEnd"/>; the ended ones are closed.</summary>
    public async ValueTask<IReadOnlyList<EventReader>> AdvanceAsync(long blockStart, long blockEnd)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Event.EndSample > blockStart) continue;
            await CloseAsync(_open[i]);
            _open.RemoveAt(i);
        }

        while (_next < plan.Events.Count
            && (_open.Count < decodersMax || plan.Events[_next].StartSample < blockEnd))
        {
            var sound = plan.Events[_next++];
            _open.Add(new EventReader(sound, library, cancellationToken));
        }

        return _open;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _open) await CloseAsync(reader);
        _open.Clear();
    }

    private async ValueTask CloseAsync(EventReader reader)
    {
        await reader.DisposeAsync();
        if (reader.Problem is { } problem) _shortages.Add(new SoundShortage(reader.Event.Key, problem));
    }
}
