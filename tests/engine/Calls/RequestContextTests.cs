using Framemill.Tests.Engine.Support;

namespace Framemill.Tests.Engine.Calls;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Read(string name);

    Task<string?> ReadThrough(string other, string name);

    Task Write(string name, string value);
}

public sealed class ContextGrain : Grain, IContextGrain
{
    public Task<string?> Read(string name) => Task.FromResult(RequestContext.Get(name) as string);

    public Task<string?> ReadThrough(string other, string name) =>
        GrainFactory.GetGrain<IContextGrain>(other).Read(name);

    public Task Write(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.CompletedTask;
    }
}

public sealed class RequestContextTests(OneSilo silo) : IClassFixture<OneSilo>
{
    private readonly IContextGrain _grain = silo.Client.GetGrain<IContextGrain>(Gates.Fresh("context"));

    [Fact]
    public async Task Value_SetByTheCaller_ReachesTheGrainAndWhatItCalls()
    {
        RequestContext.Set("tenant", "blue");

        Assert.Equal("blue", await _grain.Read("tenant"));
        Assert.Equal("blue", await _grain.ReadThrough(Gates.Fresh("other"), "tenant"));
    }

    [Fact]
    public async Task Value_SetByTheGrain_StaysWithItsCall()
    {
        await _grain.Write("inner", "red");

        Assert.Null(RequestContext.Get("inner"));
        Assert.Null(await _grain.Read("inner"));
    }

    [Fact]
    public async Task Value_RemovedByTheCaller_IsGoneForLaterCalls()
    {
        RequestContext.Set("gone", "once");
        Assert.Equal("once", await _grain.Read("gone"));

        Assert.True(RequestContext.Remove("gone"));

        Assert.Null(await _grain.Read("gone"));
    }
}
