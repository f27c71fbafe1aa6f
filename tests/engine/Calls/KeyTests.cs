using Framemill.Tests.Engine.Support;

namespace Framemill.Tests.Engine.Calls;

public interface IGuidKeyGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}

public interface ILongKeyGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

public interface ICompoundKeyGrain : IGrainWithIntegerCompoundKey
{
    Task<(long Key, string? Extension)> Key();
}

public interface IOtherFaceGrain : IGrainWithIntegerKey
{
    Task<string> Other();
}

public sealed class GuidKeyGrain : Grain, IGuidKeyGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

[GrainType("numbered")]
public sealed class LongKeyGrain : Grain, ILongKeyGrain, IOtherFaceGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());

    public Task<string> Other() => Task.FromResult(this.GetGrainId().ToString());
}

public sealed class CompoundKeyGrain : Grain, ICompoundKeyGrain
{
    public Task<(long Key, string? Extension)> Key()
    {
        var key = this.GetPrimaryKeyLong(out var extension);
        return Task.FromResult((key, extension));
    }
}

public sealed class KeyTests(OneSilo silo) : IClassFixture<OneSilo>
{
    [Fact]
    public async Task Key_OfEachKind_IsTheOneAskedFor()
    {
        var guid = Guid.NewGuid();

        Assert.Equal(guid, await silo.Client.GetGrain<IGuidKeyGrain>(guid).Key());
        Assert.Equal(-5, await silo.Client.GetGrain<ILongKeyGrain>(-5).Key());
        Assert.Equal((26L, "x+y"), await silo.Client.GetGrain<ICompoundKeyGrain>(26, "x+y").Key());
    }

    [Fact]
    public async Task Reference_CastToAnotherInterface_ReachesTheSameGrain()
    {
        var grain = silo.Client.GetGrain<ILongKeyGrain>(26);

        Assert.Equal("numbered/1A", await grain.AsReference<IOtherFaceGrain>().Other());
        Assert.Equal("numbered/1A", grain.GetGrainId().ToString());
        Assert.Equal(GrainId.Parse("numbered/1A"), grain.GetGrainId());
    }
}
