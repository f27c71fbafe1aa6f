using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Keeps observers that renew their subscription, and notifies them.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log)
    : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>Keeps observers by an identity of the caller's choice, and notifies them.</summary>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ILogger _log;
    private Dictionary<TIdentity, Entry> _observers = [];

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ExpirationDuration = expiration;
        ArgumentNullException.ThrowIfNull(log);
        _log = log;
    }

    /// <summary>Gives the time; replaced in tests.</summary>
    public Func<DateTime> GetDateTime { get; set; } = () => DateTime.UtcNow;

    /// <summary>How long an observer stays without subscribing again.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _observers.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers =>
        _observers.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    public void Clear() => _observers = [];

    public void Subscribe(TIdentity id, TObserver observer) =>
        _observers[id] = new Entry(observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        var defunct = new List<TIdentity>();
        foreach (var (id, entry) in _observers.ToArray())
        {
            if (Expired(entry))
            {
                defunct.Add(id);
                continue;
            }

            if (predicate is not null && !predicate(entry.Observer)) continue;
            try
            {
                await notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Log(id, exception);
                defunct.Add(id);
            }
        }

        Remove(defunct);
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        var defunct = new List<TIdentity>();
        foreach (var (id, entry) in _observers)
        {
            if (Expired(entry))
            {
                defunct.Add(id);
                continue;
            }

            if (predicate is not null && !predicate(entry.Observer)) continue;
            try
            {
                notification(entry.Observer);
            }
            catch (Exception exception)
            {
                Log(id, exception);
                defunct.Add(id);
            }
        }

        Remove(defunct);
    }

    public void ClearExpired() =>
        Remove(_observers.Where(pair => Expired(pair.Value)).Select(pair => pair.Key).ToList());

    public IEnumerator<TObserver> GetEnumerator() =>
        _observers.Values.Select(entry => entry.Observer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool Expired(Entry entry) => entry.LastSeen + ExpirationDuration < GetDateTime();

    private void Remove(List<TIdentity> ids)
    {
        foreach (var id in ids) _observers.Remove(id);
    }

    private void Log(TIdentity id, Exception exception) =>
        _log.LogDebug(exception, "Observer {Id} failed and was removed", id);

    private readonly record struct Entry(TObserver Observer, DateTime LastSeen);
}
