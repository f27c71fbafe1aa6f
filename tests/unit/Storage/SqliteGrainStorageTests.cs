using Framemill.Storage.Grains;
using Framemill.Storage.Sqlite;
using Framemill.Testing;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans;
using Xunit;

namespace Framemill.Tests.Unit.Storage;

public sealed class SqliteGrainStorageTests : IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("render", "4711");
    private readonly TempFolder _folder = new();
    private readonly SqliteDatabases _databases = new(Options.Create(new SqliteDatabaseOptions()));

    public void Dispose()
    {
        _databases.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Read_OfNothing_GivesAFreshState()
    {
        var state = new GrainState<Job>();
        await Storage().ReadStateAsync("job", Grain, state);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(new Job(), state.State);
    }

    [Fact]
    public async Task Write_ThenRead_GivesAnEqualState()
    {
        var written = new GrainState<Job>(new Job
        {
            Title = "Ünïcode \"quoted\" 🎬",
            Kind = JobKind.Long,
            Parts = [new Part(1, TimeSpan.FromSeconds(2)), new Part(2, TimeSpan.Zero)],
            Outcome = new Outcome.Failed("disk", 3),
            At = new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.FromHours(2)),
        });
        await Storage().WriteStateAsync("job", Grain, written);
        Assert.True(written.RecordExists);

        var read = new GrainState<Job>();
        await Storage().ReadStateAsync("job", Grain, read);
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(written.State!.Parts, read.State!.Parts);
        Assert.Equal(written.State with { Parts = [] }, read.State with { Parts = [] });
    }

    [Fact]
    public async Task Write_WithAnOldEtag_ChangesNothingAndNamesBoth()
    {
        var storage = Storage();
        var first = new GrainState<Job>(new Job { Title = "first" });
        await storage.WriteStateAsync("job", Grain, first);
        var stale = new GrainState<Job>(new Job { Title = "stale" }, first.ETag);
        await storage.WriteStateAsync("job", Grain, first);

        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync("job", Grain, stale));
        Assert.Equal(first.ETag, conflict.StoredEtag);
        Assert.Equal(stale.ETag, conflict.CurrentEtag);
        Assert.Equal("first", await TitleAsync(storage));
    }

    [Fact]
    public async Task Write_OfANewStateThatExists_IsAConflict()
    {
        var storage = Storage();
        await storage.WriteStateAsync("job", Grain, new GrainState<Job>(new Job()));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync("job", Grain, new GrainState<Job>(new Job())));
    }

    [Fact]
    public async Task Clear_ThenWriteAnew_NeverGivesAnEtagAgain()
    {
        var storage = Storage();
        var state = new GrainState<Job>(new Job { Title = "one" });
        await storage.WriteStateAsync("job", Grain, state);
        var old = state.ETag;
        await storage.ClearStateAsync("job", Grain, state);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(new Job(), state.State);

        await storage.WriteStateAsync("job", Grain, state);
        Assert.NotEqual(old, state.ETag);
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync("job", Grain, new GrainState<Job>(new Job(), old)));
    }

    [Fact]
    public async Task Clear_WithAnOldEtag_IsAConflict()
    {
        var storage = Storage();
        var state = new GrainState<Job>(new Job());
        await storage.WriteStateAsync("job", Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.ClearStateAsync("job", Grain, new GrainState<Job>(new Job(), "0")));
        Assert.Equal("", await TitleAsync(storage));
    }

    [Fact]
    public async Task Write_RacingOnOneEtag_HasOneWinner()
    {
        var storage = Storage();
        var state = new GrainState<Job>(new Job());
        await storage.WriteStateAsync("job", Grain, state);
        for (var round = 0; round < 20; round++)
        {
            var etag = state.ETag;
            var racers = Enumerable.Range(0, 8)
                .Select(i => new GrainState<Job>(new Job { Title = $"{i}" }, etag)).ToList();
            var results = await Task.WhenAll(racers.Select(racer => Task.Run(() => TryWriteAsync(storage, racer))));
            var winner = Assert.Single(racers, racer => results[racers.IndexOf(racer)]);
            Assert.Equal(winner.State!.Title, await TitleAsync(storage));
            state = winner;
        }
    }

    [Fact]
    public async Task Write_WhileTheGrainGoesOnChanging_StoresWhatWasThere()
    {
        var storage = Storage();
        var mutable = new Mutable { Count = 1 };
        var state = new GrainState<Mutable>(mutable);
        var write = storage.WriteStateAsync("mutable", Grain, state);
        mutable.Count = 2;
        await write;
        var read = new GrainState<Mutable>();
        await storage.ReadStateAsync("mutable", Grain, read);
        Assert.Equal(1, read.State!.Count);
    }

    [Fact]
    public async Task Write_BeyondTheLimit_IsRefused()
    {
        var storage = Storage(new SqliteStorageOptions { StateBytesMax = 1024 });
        var state = new GrainState<Job>(new Job { Title = new string('x', 2000) });
        await Assert.ThrowsAsync<OrleansException>(() => storage.WriteStateAsync("job", Grain, state));
        Assert.Null(state.ETag);
    }

    [Fact]
    public async Task Read_OfAnOlderSchema_IsUpgradedFirst()
    {
        await Storage().WriteStateAsync("job", Grain, new GrainState<Job>(new Job { Title = "old" }));
        var upgraded = Storage(new SqliteStorageOptions
        {
            Schema = 2,
            Upgrade = stored => stored.Schema == 1
                ? BinaryData.FromString(stored.Content.ToString().Replace("old", "new", StringComparison.Ordinal))
                : throw new InvalidOperationException(),
        });
        Assert.Equal("new", await TitleAsync(upgraded));
    }

    [Fact]
    public async Task Read_OfANewerSchema_IsRefused()
    {
        var newer = Storage(new SqliteStorageOptions { Schema = 3 });
        await newer.WriteStateAsync("job", Grain, new GrainState<Job>(new Job()));
        var refused = await Assert.ThrowsAsync<OrleansException>(() => TitleAsync(Storage()));
        Assert.Contains("newer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_OfACase_NamesItByItsAlias()
    {
        var json = new JsonStateSerializer().Serialize<Outcome>(new Outcome.Failed("disk", 3)).ToString();
        Assert.Equal("""{"$case":"test.outcome.failed","reason":"disk","attempts":3}""", json);
    }

    private SqliteGrainStorage Storage(SqliteStorageOptions? options = null)
    {
        options ??= new SqliteStorageOptions();
        options.Path = _folder["state.db"];
        return new SqliteGrainStorage("jobs", options, _databases);
    }

    private static async Task<string> TitleAsync(SqliteGrainStorage storage)
    {
        var state = new GrainState<Job>();
        await storage.ReadStateAsync("job", Grain, state);
        return state.State!.Title;
    }

    private static async Task<bool> TryWriteAsync(SqliteGrainStorage storage, GrainState<Job> state)
    {
        try
        {
            await storage.WriteStateAsync("job", Grain, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private enum JobKind
    {
        Short = 0,
        Long = 7,
    }

    private sealed class Mutable
    {
        public int Count { get; set; }
    }

    private sealed record Part(int Number, TimeSpan Length);

    private sealed record Job
    {
        public string Title { get; init; } = "";
        public JobKind Kind { get; init; }
        public IReadOnlyList<Part> Parts { get; init; } = [];
        public Outcome? Outcome { get; init; }
        public DateTimeOffset At { get; init; }
    }

    // Not private: Orleans registers what has an alias, from generated code.
    [Alias("test.outcome")]
    internal abstract record Outcome
    {
        private Outcome()
        {
        }

        [Alias("test.outcome.done")]
        public sealed record Done(string File) : Outcome;

        [Alias("test.outcome.failed")]
        public sealed record Failed(string Reason, int Attempts) : Outcome;
    }
}
