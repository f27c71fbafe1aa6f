using System.Collections.Concurrent;
using Framemill.Tests.Engine.Support;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Serialization;

namespace Framemill.Tests.Engine.Copying;

public interface ICopyGrain : IGrainWithStringKey
{
    Task Keep(string slot, object value);

    Task KeepNode(string slot, Node node);

    Task KeepImmutableParameter(string slot, [Immutable] Node node);

    Task<Node> GiveOwnNode();

    Task<string> OwnName();

    Task<Stamped> Echo(Stamped stamped);

    Task<Immutable<List<int>>> GiveWrapped(Immutable<List<int>> value);

    Task<object> GiveUnserializable();

    Task<Listed> List(Listed listed);

    Task<IReadOnlyList<int>> ListBare(IReadOnlyList<int> items);

    Task Fail();
}

public sealed class CopyGrain : Grain, ICopyGrain
{
    public static readonly ConcurrentDictionary<string, object> Slots = new();

    private readonly Node _own = new() { Name = "own" };

    public Task Keep(string slot, object value)
    {
        Slots[slot] = value;
        return Task.CompletedTask;
    }

    public Task KeepNode(string slot, Node node)
    {
        Slots[slot] = node;
        node.Name += " kept";
        return Task.CompletedTask;
    }

    public Task KeepImmutableParameter(string slot, [Immutable] Node node)
    {
        Slots[slot] = node;
        return Task.CompletedTask;
    }

    public Task<Node> GiveOwnNode() => Task.FromResult(_own);

    public Task<string> OwnName() => Task.FromResult(_own.Name);

    public Task<Stamped> Echo(Stamped stamped) => Task.FromResult(stamped);

    public Task<Immutable<List<int>>> GiveWrapped(Immutable<List<int>> value) => Task.FromResult(value);

    public Task<object> GiveUnserializable() => Task.FromResult<object>(new Unserializable());

    public Task<Listed> List(Listed listed) => Task.FromResult(listed);

    public Task<IReadOnlyList<int>> ListBare(IReadOnlyList<int> items) => Task.FromResult(items);

    public Task Fail() => throw new TestFailureException("as asked");
}

/// <summary>Calls from within the silo, where only copies keep grains apart.</summary>
public interface ICopyCallerGrain : IGrainWithStringKey
{
    Task<bool> IsFrozenShared(string target);

    Task<bool> IsNodeShared(string target);

    Task<bool> IsImmutableParameterShared(string target);

    Task<bool> IsWrappedShared(string target);

    Task<bool> IsReferenceStillOne(string target);
}

[PreferLocalPlacement]
public sealed class CopyCallerGrain : Grain, ICopyCallerGrain
{
    public async Task<bool> IsFrozenShared(string target)
    {
        var frozen = new Frozen { Items = [1] };
        await GrainFactory.GetGrain<ICopyGrain>(target).Keep(target, frozen);
        return ReferenceEquals(frozen, CopyGrain.Slots[target]);
    }

    public async Task<bool> IsNodeShared(string target)
    {
        var node = new Node { Name = "mine" };
        await GrainFactory.GetGrain<ICopyGrain>(target).KeepNode(target, node);
        return ReferenceEquals(node, CopyGrain.Slots[target]) || node.Name != "mine";
    }

    public async Task<bool> IsImmutableParameterShared(string target)
    {
        var node = new Node { Name = "mine" };
        await GrainFactory.GetGrain<ICopyGrain>(target).KeepImmutableParameter(target, node);
        return ReferenceEquals(node, CopyGrain.Slots[target]);
    }

    public async Task<bool> IsWrappedShared(string target)
    {
        var list = new List<int> { 1 };
        var answer = await GrainFactory.GetGrain<ICopyGrain>(target).GiveWrapped(list.AsImmutable());
        return ReferenceEquals(list, answer.Value);
    }

    public async Task<bool> IsReferenceStillOne(string target)
    {
        var shared = new Node { Name = "shared" };
        shared.Next = shared;
        await GrainFactory.GetGrain<ICopyGrain>(target).Keep(target, new Node { Children = [shared, shared] });
        var kept = (Node)CopyGrain.Slots[target];
        return ReferenceEquals(kept.Children[0], kept.Children[1])
            && ReferenceEquals(kept.Children[0].Next, kept.Children[0])
            && !ReferenceEquals(kept.Children[0], shared);
    }
}

public sealed class CopyTests(OneSilo silo) : IClassFixture<OneSilo>
{
    private readonly ICopyGrain _grain = silo.Client.GetGrain<ICopyGrain>(Gates.Fresh("copy"));
    private readonly ICopyCallerGrain _caller = silo.Client.GetGrain<ICopyCallerGrain>(Gates.Fresh("caller"));

    [Fact]
    public async Task Argument_ChangedByTheGrain_StaysAsItWasForTheCaller() =>
        Assert.False(await _caller.IsNodeShared(Gates.Fresh("target")));

    [Fact]
    public async Task Argument_OfAnImmutableType_IsNotCopied() =>
        Assert.True(await _caller.IsFrozenShared(Gates.Fresh("target")));

    [Fact]
    public async Task Argument_OfAnImmutableParameter_IsNotCopied() =>
        Assert.True(await _caller.IsImmutableParameterShared(Gates.Fresh("target")));

    [Fact]
    public async Task Argument_WrappedAsImmutable_IsNotCopied() =>
        Assert.True(await _caller.IsWrappedShared(Gates.Fresh("target")));

    [Fact]
    public async Task Argument_WithACycleAndASharedPart_KeepsItsShape() =>
        Assert.True(await _caller.IsReferenceStillOne(Gates.Fresh("target")));

    [Fact]
    public async Task Result_ChangedByTheCaller_StaysAsItWasForTheGrain()
    {
        var given = await _grain.GiveOwnNode();
        given.Name = "changed";

        Assert.Equal("own", await _grain.OwnName());
    }

    [Fact]
    public async Task Argument_OfADerivedType_ArrivesWhole()
    {
        var slot = Gates.Fresh("derived");
        await _grain.KeepNode(slot, new SpecialNode
        {
            Name = "special",
            Numbers = { ["a"] = [1, 2] },
            Pair = (3, [4, 5]),
        });

        var kept = Assert.IsType<SpecialNode>(CopyGrain.Slots[slot]);
        Assert.Equal("special kept", kept.Name);
        Assert.Equal([1, 2], kept.Numbers["a"]);
        Assert.Equal(3, kept.Pair.Low);
        Assert.Equal([4, 5], kept.Pair.More);
    }

    [Fact]
    public async Task Argument_MemberWithoutAnId_IsLeftBehind()
    {
        var slot = Gates.Fresh("member");
        await _grain.KeepNode(slot, new Node { Name = "n", NotSent = "secret" });

        Assert.Null(((Node)CopyGrain.Slots[slot]).NotSent);
    }

    [Fact]
    public async Task Record_WithPositionalAndInitMembers_ArrivesWhole()
    {
        var sent = new Stamped("text", [1, 2, 3]) { Tags = ["a", "b"] };

        var back = await _grain.Echo(sent);

        Assert.Equal(sent.Text, back.Text);
        Assert.Equal(sent.Items, back.Items);
        Assert.Equal(sent.Tags, back.Tags);
        Assert.NotSame(sent.Items, back.Items);
    }

    [Fact]
    public async Task Parameter_WithoutASerializer_IsRefused() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(
            () => _grain.Keep("refused", new Unserializable { Value = 1 }));

    [Fact]
    public async Task Member_HoldingAValueWithoutASerializer_IsRefused() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(
            () => _grain.Keep("refused", new HolderOfUnserializable { Inside = new Unserializable() }));

    [Fact]
    public async Task Result_WithoutASerializer_IsRefused() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(
            () => _grain.GiveUnserializable());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ReadOnlyList_OfACollectionExpression_Arrives(int count)
    {
        var source = Enumerable.Range(1, count);
        IReadOnlyList<int> spread = [.. source];
        IReadOnlyList<int> written = count switch { 0 => [], 1 => [1], _ => [1, 2, 3] };

        Assert.Equal(source, (await _grain.List(new Listed { Items = spread })).Items);
        Assert.Equal(source, (await _grain.List(new Listed { Items = written })).Items);
        Assert.Equal(source, await _grain.ListBare(spread));
        Assert.Equal(source, await _grain.ListBare(written));
    }

    [Fact]
    public async Task Exception_ThrownByAGrain_ReachesTheCallerAsItIs()
    {
        var failure = await Assert.ThrowsAsync<TestFailureException>(() => _grain.Fail());

        Assert.Equal("as asked", failure.Message);
    }
}
