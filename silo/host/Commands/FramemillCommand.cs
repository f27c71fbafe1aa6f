using System.CommandLine;

namespace Framemill.Silo.Commands;

/// <summary>The command line of the server program; the script <c>framemill</c> calls it.</summary>
internal static class FramemillCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Framemill: from an edit to a film.")
        {
            RenderCommand.Create(),
            ServeCommand.Create(),
        };
        foreach (var command in DeviceCommands.Create()) root.Add(command);
        return root;
    }
}
