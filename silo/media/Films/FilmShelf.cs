namespace Framemill.Media.Films;

/// <summary>
/// Films that are open on this machine, shared by all who work on them at one time. The last few stay open for the
/// next lane of the same film.
/// </summary>
public sealed class FilmShelf(FilmLibrary library, FilmOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Shelved> _films = [];
    private readonly LinkedList<Shelved> _idle = [];

    /// <summary>Opens a film or joins those who have it open. Dispose the hold when done.</summary>
    public async Task<FilmHold> HoldAsync(
        string key, Func<CancellationToken, Task<FilmManifest>> manifest, CancellationToken cancellationToken)
    {
        Shelved shelved;
        lock (_lock)
        {
            if (!_films.TryGetValue(key, out shelved!))
            {
                // Opened for all who wait, so no single one of them may cancel it.
                shelved = new Shelved(key, OpenAsync(manifest));
                _films.Add(key, shelved);
            }

            if (shelved.Holders++ == 0 && shelved.Place is { } place)
            {
                _idle.Remove(place);
                shelved.Place = null;
            }
        }

        try
        {
            return new FilmHold(await shelved.Film.WaitAsync(cancellationToken), () => Release(shelved));
        }
        catch
        {
            Release(shelved);
            throw;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var shelved in _idle) Close(shelved);
            _idle.Clear();
        }
    }

    private async Task<PreparedFilm> OpenAsync(Func<CancellationToken, Task<FilmManifest>> manifest)
    {
        await Task.Yield(); // Out of the lock.
        return await library.OpenAsync(await manifest(CancellationToken.None), CancellationToken.None);
    }

    private void Release(Shelved shelved)
    {
        lock (_lock)
        {
            if (--shelved.Holders > 0) return;
            if (!shelved.Film.IsCompletedSuccessfully)
            {
                _films.Remove(shelved.Key); // A film that failed to open is tried anew next time.
                _ = CloseLaterAsync(shelved.Film);
                return;
            }

            shelved.Place = _idle.AddLast(shelved);
            while (_idle.Count > options.OpenFilmsMax)
            {
                Close(_idle.First!.Value);
                _idle.RemoveFirst();
            }
        }
    }

    /// <summary>Nobody waits any more for a film that still opens.</summary>
    private static async Task CloseLaterAsync(Task<PreparedFilm> film)
    {
        await ((Task)film).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (film.IsCompletedSuccessfully) (await film).Dispose();
    }

    private void Close(Shelved shelved)
    {
        _films.Remove(shelved.Key);
        shelved.Film.Result.Dispose();
    }

    private sealed class Shelved(string key, Task<PreparedFilm> film)
    {
        public string Key { get; } = key;

        public Task<PreparedFilm> Film { get; } = film;

        public int Holders { get; set; }

        public LinkedListNode<Shelved>? Place { get; set; }
    }
}

/// <summary>A film that stays open until this is disposed.</summary>
public sealed class FilmHold(PreparedFilm prepared, Action release) : IDisposable
{
    private Action? _release = release;

    public PreparedFilm Prepared { get; } = prepared;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
