using Orleans.Runtime;

namespace Framemill.Tests.Engine.State;

public interface IStateGrain : IGrainWithStringKey
{
    Task<StateSeen> SeeAsync();
    Task<StateSeen> WriteAsync(string text);
    Task SetWithoutWritingAsync(string text);
    Task<StateSeen> ReadAsync();
    Task<StateSeen> ClearAsync();
    Task WriteTwiceAtOnceAsync(string first, string second);
    Task DeactivateAsync();
}

public interface IMemoryStateGrain : IStateGrain;

public interface ISqliteStateGrain : IStateGrain;

/// <param name="AtActivation">What the state was when the grain was activated.</param>
/// <param name="Activation">Differs from activation to activation.</param>
[GenerateSerializer]
public sealed record StateSeen(
    [property: Id(0)] string Text,
    [property: Id(1)] bool RecordExists,
    [property: Id(2)] string? Etag,
    [property: Id(3)] string AtActivation,
    [property: Id(4)] Guid Activation,
    [property: Id(5)] string Other);

[GenerateSerializer]
public sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public List<string> History { get; set; } = [];
}

public abstract class StateGrain(IPersistentState<Note> note, IPersistentState<Note> other) : Grain, IStateGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private string _atActivation = "never activated";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = note.State.Text;
        return Task.CompletedTask;
    }

    public Task<StateSeen> SeeAsync() => Task.FromResult(See());

    public async Task<StateSeen> WriteAsync(string text)
    {
        note.State.Text = text;
        note.State.History.Add(text);
        await note.WriteStateAsync();
        return See();
    }

    public Task SetWithoutWritingAsync(string text)
    {
        note.State.Text = text;
        note.State.History.Add(text);
        return Task.CompletedTask;
    }

    public async Task<StateSeen> ReadAsync()
    {
        await note.ReadStateAsync();
        return See();
    }

    public async Task<StateSeen> ClearAsync()
    {
        await note.ClearStateAsync();
        return See();
    }

    public async Task WriteTwiceAtOnceAsync(string first, string second)
    {
        note.State.Text = first;
        other.State.Text = first;
        var writes = new List<Task> { note.WriteStateAsync(), other.WriteStateAsync() };
        note.State.Text = second;
        writes.Add(note.WriteStateAsync());
        await Task.WhenAll(writes);
    }

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private StateSeen See() => new(
        note.State.Text, note.RecordExists, note.Etag, _atActivation, _activation, other.State.Text);
}

[GrainType("test-memory-state")]
public sealed class MemoryStateGrain(
    [PersistentState("note", "memory")] IPersistentState<Note> note,
    [PersistentState("other", "memory")] IPersistentState<Note> other)
    : StateGrain(note, other), IMemoryStateGrain;

[GrainType("test-sqlite-state")]
public sealed class SqliteStateGrain(
    [PersistentState("note", "sqlite")] IPersistentState<Note> note,
    [PersistentState("other", "sqlite")] IPersistentState<Note> other)
    : StateGrain(note, other), ISqliteStateGrain;

public interface IHomelessGrain : IGrainWithStringKey
{
    Task<string> SeeAsync();
}

/// <summary>Its storage does not exist.</summary>
public sealed class HomelessGrain([PersistentState("note", "nowhere")] IPersistentState<Note> note)
    : Grain, IHomelessGrain
{
    public Task<string> SeeAsync() => Task.FromResult(note.State.Text);
}
