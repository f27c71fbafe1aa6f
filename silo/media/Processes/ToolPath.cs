namespace Framemill.Media.Processes;

/// <summary>Finds a tool the way a shell would.</summary>
public static class ToolPath
{
    /// <summary>The tool's whole path, or null when it is not on this machine.</summary>
    public static string? Find(string tool)
    {
        if (tool.Contains('/')) return File.Exists(tool) ? tool : null;
        var folders = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        return folders.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
    }
}
