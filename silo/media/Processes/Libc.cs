using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Framemill.Media.Processes;

/// <summary>The calls into the C library that child processes need.</summary>
internal static partial class Libc
{
    private const string Library = "libc";
    private const int SignalKill = 9;
    private const int SetPipeSize = 1031;

    /// <summary>Ends a process and all that belongs to its group. Says nothing when it is already gone.</summary>
    public static void KillGroup(int processId)
    {
        // Zero and one would mean ourselves and everybody.
        if (processId <= 1) return;
        _ = Kill(-processId, SignalKill);
        _ = Kill(processId, SignalKill); // It may be too young to lead its own group yet.
    }

    /// <summary>A wish: a pipe that holds more makes fewer switches between reader and writer.</summary>
    public static void WidenPipe(SafePipeHandle pipe, int bytes) => _ = Control(pipe, SetPipeSize, bytes);

    [LibraryImport(Library, EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    [LibraryImport(Library, EntryPoint = "fcntl")]
    private static partial int Control(SafePipeHandle descriptor, int command, int argument);
}
