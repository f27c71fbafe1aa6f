using System.Diagnostics;

namespace Framemill.Benchmarks.Scheduler;

/// <summary>
/// The same jobs of 20 tasks through other queues, on servers that are started here, on loopback, and ended again. What
/// is not installed is skipped with the line that installs it.
/// </summary>
internal sealed class Peers : IDisposable
{
    private const string RedisPort = "7711";
    private const string PostgresPort = "7712";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("framemill-peers-").FullName;
    private readonly List<Process> _servers = [];

    /// <param name="skipped">Told of what is not there.</param>
    public IReadOnlyList<IContender> Start(Action<string> skipped)
    {
        if (!Has("node") || !Has("npm"))
        {
            skipped(Skipped("BullMQ and graphile-worker", "nodejs npm"));
            return [];
        }

        File.Copy(Script("package.json"), Path.Combine(_folder, "package.json"));
        foreach (var script in (string[])["bullmq.mjs", "graphile.mjs", "crew.mjs"])
            File.Copy(Script(script), Path.Combine(_folder, script));
        if (!Runs("npm", "install", "--no-audit", "--no-fund", "--silent"))
        {
            skipped("BullMQ and graphile-worker: skipped, npm install in benchmarks/scheduler/peers fails");
            return [];
        }

        return [.. new[] { Redis(skipped), Postgres(skipped) }.OfType<IContender>()];
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

    private Peer? Redis(Action<string> skipped)
    {
        const string Name = "BullMQ on Redis, AOF everysec";
        if (!Has("redis-server"))
        {
            skipped(Skipped(Name, "redis-server"));
            return null;
        }

        Start("redis-server", "--port", RedisPort, "--bind", "127.0.0.1", "--dir", _folder, "--save", "",
            "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction");
        return new Peer(Name, "bullmq.mjs", RedisPort, _folder);
    }

    private Peer? Postgres(Action<string> skipped)
    {
        const string Name = "graphile-worker on PostgreSQL, local queue 500";
        var tools = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (tools is null || !File.Exists(Path.Combine(tools, "bin/initdb")))
        {
            skipped(Skipped(Name, "postgresql"));
            return null;
        }

        var data = Path.Combine(_folder, "pg");

        // The server refuses to run as root, so root hands it to the user that its package made.
        string[] who = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : ["env"];
        if (who[0] == "runuser") Runs("chmod", "711", _folder);
        if (who[0] == "runuser") Runs("install", "-d", "-o", "postgres", "-m", "700", data);
        if (!Runs(who[0], [.. who[1..], $"{tools}/bin/initdb", "-D", data, "-A", "trust", "-U", "postgres"]))
        {
            skipped($"{Name}: skipped, initdb failed");
            return null;
        }

        Start(who[0], [.. who[1..], $"{tools}/bin/postgres", "-D", data, "-p", PostgresPort,
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "shared_buffers=256MB",
            "-c", "max_connections=200"]);
        return new Peer(Name, "graphile.mjs", PostgresPort, _folder);
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    private static string Skipped(string what, string packages) =>
        $"{what}: skipped, apt-get install {packages}";

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private void Start(string program, params string[] arguments) =>
        _servers.Add(Process.Start(Info(program, arguments))!);

    private bool Runs(string program, params string[] arguments)
    {
        using var process = Process.Start(Info(program, arguments))!;
        if (!process.WaitForExit(Limit)) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private ProcessStartInfo Info(string program, string[] arguments)
    {
        // What a server says goes to a file: nobody reads its pipe.
        var log = Path.Combine(_folder, "servers.log");
        var quoted = string.Join(' ', arguments.Prepend(program).Select(a => $"'{a.Replace("'", "'\\''")}'"));
        return new ProcessStartInfo("/bin/sh", ["-c", $"exec {quoted} >>'{log}' 2>&1"]) { WorkingDirectory = _folder };
    }
}
