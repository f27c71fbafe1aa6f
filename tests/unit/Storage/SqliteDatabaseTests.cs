using System.Globalization;
using Framemill.Storage.Sqlite;
using Framemill.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Framemill.Tests.Unit.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Commit_ByManyAtOnce_KeepsEachOnce()
    {
        using var database = Open();
        await CreateAsync(database);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var id = (caller * 20) + i;
                await database.CommitAsync(s => s.Execute("INSERT INTO t (id) VALUES ($0)", id), None);
            }
        }, None)));
        Assert.Equal(2000, await CountAsync(database));
    }

    [Fact]
    public async Task Commit_WhoseWriteThrows_IsUndoneAloneAndWholly()
    {
        using var database = Open();
        await CreateAsync(database);
        var others = Enumerable.Range(0, 50).Select(
            id => database.CommitAsync(s => s.Execute("INSERT INTO t (id) VALUES ($0)", id), None));
        var failing = database.CommitAsync(
            s =>
            {
                s.Execute("INSERT INTO t (id) VALUES ($0)", 1000);
                s.Execute("INSERT INTO t (id) VALUES ($0)", 1000);
                return 0;
            },
            None);
        var more = Enumerable.Range(50, 50).Select(
            id => database.CommitAsync(s => s.Execute("INSERT INTO t (id) VALUES ($0)", id), None));
        await Task.WhenAll([.. others, .. more]);
        await Assert.ThrowsAsync<SqliteException>(() => failing);

        Assert.Equal(100, await CountAsync(database));
    }

    [Fact]
    public async Task Commit_RacingOnOneVersion_HasOneWinner()
    {
        using var database = Open();
        await CreateAsync(database);
        await database.CommitAsync(s => s.Execute("INSERT INTO t (id, value) VALUES (1, 0)"), None);
        for (long round = 0; round < 50; round++)
        {
            var wanted = round;
            var changed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
                () => database.CommitAsync(
                    s => s.Execute("UPDATE t SET value = value + 1 WHERE id = 1 AND value = $0", wanted), None),
                None)));
            Assert.Equal(1, changed.Sum());
        }
    }

    [Fact]
    public async Task Commit_CancelledWhileWaiting_NeverHappens()
    {
        using var database = Open();
        await CreateAsync(database);
        using var busy = new ManualResetEventSlim();
        using var writerIsBusy = new ManualResetEventSlim();
        var first = database.CommitAsync(
            _ =>
            {
                writerIsBusy.Set();
                busy.Wait(None);
                return 0;
            },
            None);
        await Task.Run(() => writerIsBusy.Wait(None), None);
        using var cancellation = new CancellationTokenSource();
        var second = database.CommitAsync(s => s.Execute("INSERT INTO t (id) VALUES (2)"), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        busy.Set();
        await first;
        await database.CommitAsync(s => s.Execute("INSERT INTO t (id) VALUES (3)"), None);

        Assert.Equal(1, await CountAsync(database));
    }

    [Fact]
    public async Task Commit_BeyondTheWaitingLimit_WaitsForRoom()
    {
        using var database = Open(new SqliteDatabaseOptions { WaitingWritesMax = 2, TransactionWritesMax = 1 });
        await CreateAsync(database);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(
            id => database.CommitAsync(s => s.Execute("INSERT INTO t (id) VALUES ($0)", id), None)));
        Assert.Equal(50, await CountAsync(database));
    }

    [Fact]
    public async Task Dispose_WithWritesWaiting_CommitsThem()
    {
        Task[] writes;
        using (var database = Open())
        {
            await CreateAsync(database);
            writes = [.. Enumerable.Range(0, 200).Select(
                id => database.CommitAsync(s => s.Execute("INSERT INTO t (id) VALUES ($0)", id), None))];
        }

        await Task.WhenAll(writes);
        using var again = Open();
        Assert.Equal(200, await CountAsync(again));
    }

    [Fact]
    public async Task Connections_OfTheWriter_FlushAtEveryCommit()
    {
        using var database = Open();
        const long Full = 2;
        Assert.Equal(Full, await database.CommitAsync(s => s.Scalar("PRAGMA synchronous"), None));
        Assert.Equal("wal", await database.CommitAsync(s => s.Scalar("PRAGMA journal_mode"), None));
    }

    [Fact]
    public async Task Commit_AfterDispose_IsRefused()
    {
        var database = Open();
        database.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.CommitAsync(_ => 0, None));
    }

    [Fact]
    public void Open_OfAFileFromTheFuture_IsRefused()
    {
        Open().Dispose();
        using (var connection = new SqliteConnection($"Data Source={_folder["state.db"]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 1000";
            command.ExecuteNonQuery();
        }

        Assert.Contains("1000", Assert.Throws<InvalidDataException>(() => Open()).Message, StringComparison.Ordinal);
    }

    private SqliteDatabase Open(SqliteDatabaseOptions? options = null) =>
        SqliteDatabase.Open(_folder["state.db"], options ?? new SqliteDatabaseOptions());

    private static Task<int> CreateAsync(SqliteDatabase database) => database.CommitAsync(
        s => s.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, value INTEGER)"), None);

    private static Task<long> CountAsync(SqliteDatabase database) => database.ReadAsync(
        s => Convert.ToInt64(s.Scalar("SELECT count(*) FROM t"), CultureInfo.InvariantCulture), None);
}
