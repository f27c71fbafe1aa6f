using Framemill.Tests.Engine.Support;
using Orleans.TestingHost;

namespace Framemill.Tests.Engine.Calls;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<string> Echo(string text);

    Task<string> EchoThroughOther(string other, string text);

    Task<string> Fail();
}

public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Journal.Add(this.GetPrimaryKeyString(), "own filter");
        await context.Invoke();
    }

    public Task<string> Echo(string text)
    {
        Journal.Add(this.GetPrimaryKeyString(), "body");
        return Task.FromResult(text);
    }

    public Task<string> EchoThroughOther(string other, string text) =>
        GrainFactory.GetGrain<IFilteredGrain>(other).Echo(text);

    public Task<string> Fail() => throw new InvalidOperationException("as asked");
}

public sealed class SiloFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FilteredGrain)
        {
            await context.Invoke();
            return;
        }

        var key = context.TargetId.Key.ToString();
        Journal.Add(key, $"silo filter {context.MethodName} {context.ImplementationMethod.DeclaringType!.Name}");
        if (context.Request.GetArgumentCount() == 1 && context.Request.GetArgument(0) is "replace me")
        {
            context.Request.SetArgument(0, "replaced");
        }

        try
        {
            await context.Invoke();
        }
        catch (InvalidOperationException failure)
        {
            context.Result = $"caught {failure.Message}";
        }

        if (context.Result is "change me") context.Result = "changed";
    }
}

public sealed class OutgoingFilter : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(IFilteredGrain))
        {
            Journal.Add(context.TargetId.Key.ToString(), $"outgoing {context.MethodName}");
        }

        await context.Invoke();
    }
}

public sealed class FilterTests(FilterTests.FilteredSilo silo) : IClassFixture<FilterTests.FilteredSilo>
{
    private readonly string _key = Gates.Fresh("filtered");

    private IFilteredGrain Grain => silo.Client.GetGrain<IFilteredGrain>(_key);

    [Fact]
    public async Task Filters_OfSiloAndGrain_RunInThatOrderAroundTheBody()
    {
        await Grain.Echo("text");

        Assert.Equal(["silo filter Echo FilteredGrain", "own filter", "body"], Journal.Read(_key));
    }

    [Fact]
    public async Task IncomingFilter_SettingAnArgument_ReachesTheGrain() =>
        Assert.Equal("replaced", await Grain.Echo("replace me"));

    [Fact]
    public async Task IncomingFilter_SettingTheResult_ReachesTheCaller() =>
        Assert.Equal("changed", await Grain.Echo("change me"));

    [Fact]
    public async Task IncomingFilter_CatchingAnError_GivesAResultInstead() =>
        Assert.Equal("caught as asked", await Grain.Fail());

    [Fact]
    public async Task OutgoingFilter_OfASilo_SeesTheCallsOfItsGrains()
    {
        var other = Gates.Fresh("other");

        Assert.Equal("text", await Grain.EchoThroughOther(other, "text"));

        Assert.Equal("outgoing Echo", Journal.Read(other)[0]);
    }

    public sealed class FilteredSilo : OneSilo
    {
        protected override void Configure(InProcessTestClusterBuilder builder) =>
            builder.ConfigureSilo((_, silo) => silo
                .AddIncomingGrainCallFilter<SiloFilter>()
                .AddOutgoingGrainCallFilter<OutgoingFilter>());
    }
}
