using Framemill.Tests.Engine.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Framemill.Tests.Engine.Calls;

public interface INoteObserver : IGrainObserver
{
    Task Note(string text);
}

public interface INoteGrain : IGrainWithStringKey
{
    Task Subscribe(INoteObserver observer);

    Task Unsubscribe(INoteObserver observer);

    Task<int> Publish(string text);

    Task ExpireAll();
}

public sealed class NoteGrain : Grain, INoteGrain
{
    private readonly ObserverManager<INoteObserver> _observers = new(TimeSpan.FromMinutes(5), NullLogger.Instance);

    public Task Subscribe(INoteObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(INoteObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public async Task<int> Publish(string text)
    {
        await _observers.Notify(observer => observer.Note(text));
        return _observers.Count;
    }

    public Task ExpireAll()
    {
        _observers.GetDateTime = () => DateTime.UtcNow.AddHours(1);
        _observers.ClearExpired();
        return Task.CompletedTask;
    }
}

public sealed class NoteObserver : INoteObserver
{
    public List<string> Notes { get; } = [];

    public Task Note(string text)
    {
        Notes.Add(text);
        return Task.CompletedTask;
    }
}

public sealed class ObserverTests(OneSilo silo) : IClassFixture<OneSilo>
{
    private readonly INoteGrain _grain = silo.Client.GetGrain<INoteGrain>(Gates.Fresh("notes"));

    [Fact]
    public async Task Observer_Subscribed_GetsEveryNoteInOrder()
    {
        var observer = new NoteObserver();
        var reference = silo.Client.CreateObjectReference<INoteObserver>(observer);
        await _grain.Subscribe(reference);

        Assert.Equal(1, await _grain.Publish("one"));
        Assert.Equal(1, await _grain.Publish("two"));

        Assert.Equal(["one", "two"], observer.Notes);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Observer_SubscribedTwice_IsOne()
    {
        var observer = new NoteObserver();
        var reference = silo.Client.CreateObjectReference<INoteObserver>(observer);
        await _grain.Subscribe(reference);
        await _grain.Subscribe(reference);

        await _grain.Publish("once");

        Assert.Equal(["once"], observer.Notes);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Observer_Unsubscribed_GetsNothingMore()
    {
        var observer = new NoteObserver();
        var reference = silo.Client.CreateObjectReference<INoteObserver>(observer);
        await _grain.Subscribe(reference);
        await _grain.Publish("one");
        await _grain.Unsubscribe(reference);

        Assert.Equal(0, await _grain.Publish("two"));

        Assert.Equal(["one"], observer.Notes);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Manager_WhoseObserversExpired_ForgetsThem()
    {
        var observer = new NoteObserver();
        await _grain.Subscribe(silo.Client.CreateObjectReference<INoteObserver>(observer));

        await _grain.ExpireAll();

        Assert.Equal(0, await _grain.Publish("late"));
        GC.KeepAlive(observer);
    }
}
