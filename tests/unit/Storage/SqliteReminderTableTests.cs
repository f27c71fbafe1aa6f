using Framemill.Storage.Grains;
using Framemill.Storage.Sqlite;
using Framemill.Testing;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans;
using Xunit;

namespace Framemill.Tests.Unit.Storage;

public sealed class SqliteReminderTableTests : IDisposable
{
    private static readonly DateTime Start = new(2026, 11, 21, 6, 0, 0, 123, DateTimeKind.Utc);
    private readonly TempFolder _folder = new();
    private readonly SqliteDatabases _databases = new(Options.Create(new SqliteDatabaseOptions()));

    public void Dispose()
    {
        _databases.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Upsert_ThenRead_GivesTheEntry()
    {
        var table = Table();
        var etag = await table.UpsertRow(Entry("render", "wake"));
        var read = await Table().ReadRow(GrainId.Create("grain", "render"), "wake");
        Assert.Equal(etag, read!.ETag);
        Assert.Equal(Start, read.StartAt);
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
        Assert.Equal(TimeSpan.FromMinutes(1.5), read.Period);
    }

    [Fact]
    public async Task Remove_WithAnOldEtag_ChangesNothing()
    {
        var table = Table();
        var grain = GrainId.Create("grain", "a");
        var old = await table.UpsertRow(Entry("a", "wake"));
        var current = await table.UpsertRow(Entry("a", "wake"));
        Assert.False(await table.RemoveRow(grain, "wake", old!));
        Assert.NotNull(await table.ReadRow(grain, "wake"));
        Assert.True(await table.RemoveRow(grain, "wake", current!));
        Assert.Null(await table.ReadRow(grain, "wake"));
    }

    [Fact]
    public async Task ReadRows_OfTwoHalvesOfTheRing_GivesEachOnce()
    {
        var table = Table();
        for (var i = 0; i < 50; i++) await table.UpsertRow(Entry($"{i}", "wake"));
        foreach (var (begin, end) in new (uint, uint)[] { (0, uint.MaxValue / 2), (12345, 4_000_000_000) })
        {
            var inside = await table.ReadRows(begin, end);
            var outside = await table.ReadRows(end, begin);
            Assert.NotEmpty(inside.Reminders);
            Assert.NotEmpty(outside.Reminders);
            Assert.Equal(50, inside.Reminders.Concat(outside.Reminders).DistinctBy(row => row.GrainId).Count());
            Assert.Equal(50, inside.Reminders.Count + outside.Reminders.Count);
        }

        Assert.Equal(50, (await table.ReadRows(7, 7)).Reminders.Count);
    }

    [Fact]
    public async Task ReadRows_OfAGrain_GivesItsOwnOnly()
    {
        var table = Table();
        await table.UpsertRow(Entry("a", "one"));
        await table.UpsertRow(Entry("a", "two"));
        await table.UpsertRow(Entry("b", "one"));
        var rows = await table.ReadRows(GrainId.Create("grain", "a"));
        Assert.Equal(["one", "two"], rows.Reminders.Select(row => row.ReminderName).Order());
    }

    private SqliteReminderTable Table() =>
        new(Options.Create(new SqliteReminderOptions { Path = _folder["state.db"] }), _databases);

    private static ReminderEntry Entry(string grain, string name) => new()
    {
        GrainId = GrainId.Create("grain", grain),
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromMinutes(1.5),
    };
}
