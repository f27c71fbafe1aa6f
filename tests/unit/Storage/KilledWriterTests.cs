using System.Diagnostics;
using System.Globalization;
using Framemill.Storage.Sqlite;
using Framemill.Storage;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Unit.Storage;

/// <summary>Kills a writing process at a moment of its own choosing and looks whether it had told the truth.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(3000)]
    public async Task Kill_WhileWriting_LosesNoAcknowledgedWrite(int acknowledgedBeforeKill)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var child = WriterChild.Start(_folder.Path);
        var acknowledged = new List<long>();
        while (await child.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            // The last line may be torn by the kill; a whole one ends in a dot.
            if (line.EndsWith('.')) acknowledged.Add(long.Parse(line[..^1], CultureInfo.InvariantCulture));
            if (acknowledged.Count == acknowledgedBeforeKill) child.Kill();
        }

        await child.WaitForExitAsync(cancellationToken);
        Assert.Equal(128 + 9, child.ExitCode);
        Assert.True(acknowledged.Count >= acknowledgedBeforeKill);

        using var directory = DataDirectory.Open(_folder.Path);
        using var database = SqliteDatabase.Open(directory.StatePath, new SqliteDatabaseOptions());
        var kept = await database.ReadAsync(ReadAll, cancellationToken);
        Assert.Empty(acknowledged.Except(kept));
        Assert.Equal("ok", await database.ReadAsync(s => s.Scalar("PRAGMA integrity_check"), cancellationToken));
    }

    private static HashSet<long> ReadAll(SqliteSession session)
    {
        var ids = new HashSet<long>();
        using var rows = session.Query("SELECT id FROM kill");
        while (rows.Read()) ids.Add(rows.GetInt64(0));
        return ids;
    }
}

/// <summary>The writing process: this test program in another mode.</summary>
internal static class WriterChild
{
    public const string Mode = "--write-until-killed";

    public static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WriterChild).Assembly.Location);
        }

        start.ArgumentList.Add(Mode);
        start.ArgumentList.Add(folder);
        return Process.Start(start)!;
    }

    public static async Task RunAsync(string folder)
    {
        using var directory = DataDirectory.Open(folder);
        using var database = SqliteDatabase.Open(directory.StatePath, new SqliteDatabaseOptions());
        await database.CommitAsync(
            s => s.Execute("CREATE TABLE kill (id INTEGER PRIMARY KEY, content BLOB)"), CancellationToken.None);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var said = TextWriter.Synchronized(output);
        long next = 0;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            var content = new byte[200];
            while (true)
            {
                var id = Interlocked.Increment(ref next);
                await database.CommitAsync(
                    s => s.Execute("INSERT INTO kill (id, content) VALUES ($0, $1)", id, content),
                    CancellationToken.None);
                said.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}."));
            }
        })));
    }
}
