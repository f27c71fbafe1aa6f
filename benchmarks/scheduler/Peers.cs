using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Framemill.Benchmarks.Scheduler;

/// <summary>
/// The same jobs of 20 tasks through other queues, on servers that are started here, on loopback, and ended again. What
/// is not installed is skipped with the line that installs it.
/// </summary>
internal sealed class Peers(int jobs) : IDisposable
{
    private const string RedisPort = "7711";
    private const string PostgresPort = "7712";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("framemill-peers-").FullName;
    private readonly List<Process> _servers = [];

    public IEnumerable<string> Run()
    {
        if (!Has("node") || !Has("npm"))
        {
            yield return Skipped("BullMQ and graphile-worker", "nodejs npm");
            yield break;
        }

        File.Copy(Script("package.json"), Path.Combine(_folder, "package.json"));
        foreach (var script in (string[])["bullmq.mjs", "graphile.mjs", "crew.mjs"])
            File.Copy(Script(script), Path.Combine(_folder, script));
        if (!Runs("npm", "install", "--no-audit", "--no-fund", "--silent"))
        {
            yield return "| BullMQ and graphile-worker | skipped: npm install in benchmarks/scheduler/peers fails | |";
            yield break;
        }

        yield return Redis();
        yield return Postgres();
    }

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            if (!server.HasExited) server.Kill(entireProcessTree: true);
            server.WaitForExit();
            server.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Redis()
    {
        const string Name = "BullMQ on Redis, AOF everysec";
        if (!Has("redis-server")) return Skipped(Name, "redis-server");
        Start("redis-server", "--port", RedisPort, "--bind", "127.0.0.1", "--dir", _folder, "--save", "",
            "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction");
        return Line(Name, "bullmq.mjs", RedisPort);
    }

    private string Postgres()
    {
        const string Name = "graphile-worker on PostgreSQL, local queue 500";
        var tools = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (tools is null || !File.Exists(Path.Combine(tools, "bin/initdb"))) return Skipped(Name, "postgresql");
        var data = Path.Combine(_folder, "pg");

        // The server refuses to run as root, so root hands it to the user that its package made.
        string[] who = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : ["env"];
        if (who[0] == "runuser") Runs("chmod", "711", _folder);
        if (who[0] == "runuser") Runs("install", "-d", "-o", "postgres", "-m", "700", data);
        if (!Runs(who[0], [.. who[1..], $"{tools}/bin/initdb", "-D", data, "-A", "trust", "-U", "postgres"]))
            return $"| {Name} | skipped: initdb failed | |";
        Start(who[0], [.. who[1..], $"{tools}/bin/postgres", "-D", data, "-p", PostgresPort,
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "shared_buffers=256MB",
            "-c", "max_connections=200"]);
        return Line(Name, "graphile.mjs", PostgresPort);
    }

    /// <summary>The script waits for its server, works, and prints one line of JSON.</summary>
    private string Line(string name, string script, string port)
    {
        var count = jobs.ToString(CultureInfo.InvariantCulture);
        using var node = Process.Start(Info("node", [script, port, count], isQuiet: false))!;
        var output = node.StandardOutput.ReadToEndAsync();
        if (!node.WaitForExit(Limit)) node.Kill(entireProcessTree: true);
        node.WaitForExit();
        if (node.ExitCode != 0) return $"| {name} | failed with code {node.ExitCode} | |";
        var seconds = JsonDocument.Parse(output.Result).RootElement.GetProperty("seconds").GetDouble();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {jobs / seconds:F0} jobs/s | {jobs * 20 / seconds:F0} tasks/s |");
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    private static string Skipped(string what, string packages) =>
        $"| {what} | skipped: apt-get install {packages} | |";

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private void Start(string program, params string[] arguments) =>
        _servers.Add(Process.Start(Info(program, arguments, isQuiet: true))!);

    private bool Runs(string program, params string[] arguments)
    {
        using var process = Process.Start(Info(program, arguments, isQuiet: true))!;
        if (!process.WaitForExit(Limit)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private ProcessStartInfo Info(string program, string[] arguments, bool isQuiet)
    {
        // What a server says goes to a file: nobody reads its pipe.
        var log = Path.Combine(_folder, "servers.log");
        var quoted = string.Join(' ', arguments.Prepend(program).Select(a => $"'{a.Replace("'", "'\\''")}'"));
        return isQuiet
            ? new ProcessStartInfo("/bin/sh", ["-c", $"exec {quoted} >>'{log}' 2>&1"]) { WorkingDirectory = _folder }
            : new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true };
    }
}
