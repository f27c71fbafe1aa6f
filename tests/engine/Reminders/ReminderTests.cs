using Framemill.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using Xunit;

namespace Framemill.Tests.Engine.Reminders;

public sealed class ReminderTests(ReminderCluster reminders) : IClassFixture<ReminderCluster>
{
    private const int TimeoutMilliseconds = 60_000;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(5);
    private readonly string _key = Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Set_WithADelay_TicksWithItsNameAndPeriod()
    {
        await Grain().SetAsync("wake", Soon, Long);
        Assert.StartsWith("wake 18000 ", await Inbox.TakeAsync(_key, Cancel), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Set_WithAShortPeriod_TicksAgainAndAgain()
    {
        await Grain().SetAsync("wake", TimeSpan.Zero, Short);
        var ticks = await Inbox.TakeAsync(_key, 3, Cancel);
        Assert.All(ticks, tick => Assert.StartsWith("wake 0.5 ", tick, StringComparison.Ordinal));
        Assert.True(await Grain().UnsetAsync("wake"));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Tick_OfAGrainThatIsGone_ActivatesIt()
    {
        var grain = Grain();
        var before = await grain.ActivationAsync();
        await grain.SetAsync("wake", Soon, Long);
        await grain.DeactivateAsync();
        Assert.DoesNotContain($"{before}", await Inbox.TakeAsync(_key, Cancel), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Set_Twice_LeavesOneWithTheLaterPeriod()
    {
        var grain = Grain();
        await grain.SetAsync("wake", Long, Long);
        await grain.SetAsync("wake", Soon, Long * 2);
        Assert.Equal(["wake"], await grain.NamesAsync());
        Assert.StartsWith("wake 36000 ", await Inbox.TakeAsync(_key, Cancel), StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Unset_OfOneOfTwo_LeavesTheOther()
    {
        var grain = Grain();
        await grain.SetAsync("a", Long, Long);
        await grain.SetAsync("b", Long, Long);
        Assert.Equal(["a", "b"], await grain.NamesAsync());
        Assert.True(await grain.UnsetAsync("a"));
        Assert.Equal(["b"], await grain.NamesAsync());
        Assert.False(await grain.UnsetAsync("a"));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Unset_OfATickingOne_RemovesItFromTheTable()
    {
        var grain = Grain();
        await grain.SetAsync("wake", TimeSpan.Zero, Short);
        await Inbox.TakeAsync(_key, Cancel);
        Assert.True(await grain.UnsetAsync("wake"));
        var table = reminders.Cluster.GetSiloServiceProvider().GetRequiredService<IReminderTable>();
        Assert.Null(await table.ReadRow(grain.GetGrainId(), "wake"));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Set_BelowTheLeastPeriod_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Grain().SetAsync("wake", Long, TimeSpan.FromMilliseconds(1)));
        Assert.Empty(await Grain().NamesAsync());
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Set_ByAGrainThatCannotReceive_IsRefused()
    {
        var grain = reminders.Cluster.Client.GetGrain<IDeafGrain>(_key);
        await Assert.ThrowsAsync<InvalidOperationException>(grain.SetAsync);
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Reminder_InSqlite_TicksInTheNextCluster()
    {
        var folder = Directory.CreateTempSubdirectory("framemill-reminders-").FullName;
        await using (var first = await ReminderCluster.DeployAsync(Path.Combine(folder, "state.db")))
        {
            await first.Client.GetGrain<IAlarmGrain>(_key).SetAsync("wake", TimeSpan.FromSeconds(2), Short);
        }

        // Whatever ticked before the first cluster ended is not what this test waits for.
        Inbox.Put(_key, "restarted");
        while (await Inbox.TakeAsync(_key, Cancel) != "restarted")
        {
        }

        await using (var second = await ReminderCluster.DeployAsync(Path.Combine(folder, "state.db")))
        {
            Assert.StartsWith("wake 0.5 ", await Inbox.TakeAsync(_key, Cancel), StringComparison.Ordinal);
            Assert.True(await second.Client.GetGrain<IAlarmGrain>(_key).UnsetAsync("wake"));
        }

        Directory.Delete(folder, recursive: true);
    }

    private IAlarmGrain Grain() => reminders.Cluster.Client.GetGrain<IAlarmGrain>(_key);
}

public sealed class ReminderCluster : IAsyncLifetime
{
    public InProcessTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await DeployAsync(null);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    /// <summary>In memory, or in a SQLite file.</summary>
    public static async Task<InProcessTestCluster> DeployAsync(string? path)
    {
        var builder = new InProcessTestClusterBuilder(1);

        // Real Orleans keeps reminders by service: the next cluster is the same service.
        if (path is not null) builder.Options.ServiceId = "reminder-tests";
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(0.1));
            if (path is null) silo.UseInMemoryReminderService();
            else silo.UseSqliteReminderService(options => options.Path = path);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
