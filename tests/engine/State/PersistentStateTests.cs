using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using Xunit;

namespace Framemill.Tests.Engine.State;

public sealed class PersistentStateTests(StateCluster state) : IClassFixture<StateCluster>
{
    private const int TimeoutMilliseconds = 60_000;

    public static TheoryData<string> Storages => ["memory", "sqlite"];

    [Theory(Timeout = TimeoutMilliseconds), MemberData(nameof(Storages))]
    public async Task State_NeverWritten_IsFreshAndWithoutRecord(string storage)
    {
        var seen = await Grain(storage).SeeAsync();
        Assert.Equal("", seen.Text);
        Assert.False(seen.RecordExists);
        Assert.Null(seen.Etag);
    }

    [Theory(Timeout = TimeoutMilliseconds), MemberData(nameof(Storages))]
    public async Task Write_ThenDeactivate_IsThereBeforeTheNextActivation(string storage)
    {
        var grain = Grain(storage);
        var written = await grain.WriteAsync("kept");
        Assert.True(written.RecordExists);
        Assert.NotNull(written.Etag);
        await grain.DeactivateAsync();

        var seen = await grain.SeeAsync();
        Assert.NotEqual(written.Activation, seen.Activation);
        Assert.Equal("kept", seen.AtActivation);
        Assert.Equal("kept", seen.Text);
        Assert.Equal(written.Etag, seen.Etag);
        Assert.True(seen.RecordExists);
    }

    [Theory(Timeout = TimeoutMilliseconds), MemberData(nameof(Storages))]
    public async Task Write_Again_ChangesTheEtag(string storage)
    {
        var grain = Grain(storage);
        var first = await grain.WriteAsync("one");
        var second = await grain.WriteAsync("two");
        Assert.NotEqual(first.Etag, second.Etag);
    }

    [Theory(Timeout = TimeoutMilliseconds), MemberData(nameof(Storages))]
    public async Task Change_WithoutWriting_IsLostAtDeactivation(string storage)
    {
        var grain = Grain(storage);
        await grain.WriteAsync("written");
        await grain.SetWithoutWritingAsync("only in memory");
        await grain.DeactivateAsync();
        Assert.Equal("written", (await grain.SeeAsync()).Text);
    }

    [Theory(Timeout = TimeoutMilliseconds), MemberData(nameof(Storages))]
    public async Task Read_AfterAnUnwrittenChange_GivesTheStored(string storage)
    {
        var grain = Grain(storage);
        await grain.WriteAsync("written");
        await grain.SetWithoutWritingAsync("only in memory");
        Assert.Equal("written", (await grain.ReadAsync()).Text);
    }

    [Theory(Timeout = TimeoutMilliseconds), MemberData(nameof(Storages))]
    public async Task Clear_OfAWrittenState_LeavesAFreshOne(string storage)
    {
        var grain = Grain(storage);
        await grain.WriteAsync("gone");
        var cleared = await grain.ClearAsync();
        Assert.False(cleared.RecordExists);
        Assert.Equal("", cleared.Text);
        await grain.DeactivateAsync();
        var seen = await grain.SeeAsync();
        Assert.False(seen.RecordExists);
        Assert.Equal("", seen.AtActivation);
        Assert.Equal("anew", (await grain.WriteAsync("anew")).Text);
    }

    [Theory(Timeout = TimeoutMilliseconds), MemberData(nameof(Storages))]
    public async Task Writes_AskedForAtOnce_AllHappenInOrder(string storage)
    {
        var grain = Grain(storage);
        await grain.WriteTwiceAtOnceAsync("first", "second");
        await grain.DeactivateAsync();
        var seen = await grain.SeeAsync();
        Assert.Equal("second", seen.Text);
        Assert.Equal("first", seen.Other);
    }

    [Theory(Timeout = TimeoutMilliseconds), MemberData(nameof(Storages))]
    public async Task Write_AfterSomeoneElseWrote_ThrowsAndTheGrainStartsAnew(string storage)
    {
        var grain = Grain(storage);
        var before = await grain.WriteAsync("mine");
        var services = state.Cluster.GetSiloServiceProvider();
        var stored = new GrainState<Note>();
        var provider = services.GetRequiredKeyedService<IGrainStorage>(storage);
        await provider.ReadStateAsync("note", grain.GetGrainId(), stored);
        stored.State!.Text = "theirs";
        await provider.WriteStateAsync("note", grain.GetGrainId(), stored);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.WriteAsync("mine again"));

        var after = await grain.SeeAsync();
        Assert.NotEqual(before.Activation, after.Activation);
        Assert.Equal("theirs", after.AtActivation);
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Call_WhoseStorageDoesNotExist_NamesIt()
    {
        var grain = state.Cluster.Client.GetGrain<IHomelessGrain>(NewKey());
        var failed = await Assert.ThrowsAnyAsync<Exception>(grain.SeeAsync);
        Assert.Contains("nowhere", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task SqliteState_AfterTheClusterEnded_IsThereInTheNext()
    {
        var folder = Directory.CreateTempSubdirectory("framemill-state-").FullName;
        var key = NewKey();
        StateSeen written;
        await using (var first = await StateCluster.DeployAsync(folder))
        {
            written = await first.Client.GetGrain<ISqliteStateGrain>(key).WriteAsync("outlives");
        }

        await using (var second = await StateCluster.DeployAsync(folder))
        {
            var seen = await second.Client.GetGrain<ISqliteStateGrain>(key).SeeAsync();
            Assert.Equal("outlives", seen.AtActivation);
            Assert.Equal(written.Etag, seen.Etag);
        }

        Directory.Delete(folder, recursive: true);
    }

    private IStateGrain Grain(string storage) => storage switch
    {
        "memory" => state.Cluster.Client.GetGrain<IMemoryStateGrain>(NewKey()),
        _ => state.Cluster.Client.GetGrain<ISqliteStateGrain>(NewKey()),
    };

    private static string NewKey() => Guid.NewGuid().ToString("N");
}
