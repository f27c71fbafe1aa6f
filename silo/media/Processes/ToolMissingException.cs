namespace Framemill.Media.Processes;

/// <summary>A tool that we need is not on this machine: an outage, not a property of the media.</summary>
public sealed class ToolMissingException(string tool, Exception? cause = null)
    : Exception($"The tool '{tool}' is not on this machine.", cause)
{
    public string Tool { get; } = tool;
}
