using System.Diagnostics;

namespace Framemill.Media.Processes;

/// <summary>
/// The command line of a limited child: a session of its own (so the whole group can be ended), death together with
/// us, no new privileges, limits of the kernel, and only then the tool.
/// </summary>
internal static class LimitedCommand
{
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR"];

    public static ProcessStartInfo Build(string tool, ProcessRequest request, ProcessLimits limits)
    {
        var info = new ProcessStartInfo(Needed("setsid"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = request.WorkingDirectory ?? Path.GetTempPath(),
        };
        foreach (var argument in Arguments(tool, request, limits)) info.ArgumentList.Add(argument);
        info.Environment.Clear();
        info.Environment["LANG"] = "C.UTF-8";
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) info.Environment[name] = value;
        }

        foreach (var (name, value) in request.Environment) info.Environment[name] = value;
        return info;
    }

    public static IEnumerable<string> Arguments(string tool, ProcessRequest request, ProcessLimits limits) =>
    [
        Needed("setpriv"), "--pdeathsig", "KILL", "--no-new-privs",
        Needed("prlimit"), "--core=0", .. Limits(limits),
        tool, .. request.Arguments,
    ];

    private static IEnumerable<string> Limits(ProcessLimits limits)
    {
        if (limits.AddressSpaceBytes is { } memory) yield return $"--as={memory}:{memory}";
        // The soft limit ends it with a signal that tells why; the hard one a second later if it did not listen.
        if (limits.CpuSeconds is { } cpu) yield return $"--cpu={cpu}:{cpu + 1}";
        if (limits.FileBytes is { } file) yield return $"--fsize={file}:{file}";
    }

    private static string Needed(string tool) => ToolPath.Find(tool) ?? throw new ToolMissingException(tool);
}
