using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Framemill.Storage;

/// <summary>
/// What .NET's file API lacks: a rename that never turns into a copy, and making a folder's entries durable.
/// A rename is only safe from a power cut once the folder itself was flushed.
/// </summary>
internal static partial class PosixFiles
{
    private const string Library = "libc";
    private const int ReadOnlyCloseOnExec = 0x80000;
    private const int NoSuchEntry = 2;
    private const int AccessDenied = 13;
    private const int IsDirectory = 21;
    private const int NotDirectory = 20;
    private const int NotEmpty = 39;
    private const int Exists = 17;
    private const int CrossDevice = 18;

    public static RenameOutcome Rename(string from, string to)
    {
        if (RenameNative(from, to) == 0) return RenameOutcome.Renamed;

        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            NoSuchEntry => RenameOutcome.NoSuchFolder,
            CrossDevice => RenameOutcome.OtherFileSystem,
            IsDirectory or NotDirectory or NotEmpty or Exists => RenameOutcome.Clash,
            _ => throw Failure(error, $"rename {from} to {to}"),
        };
    }

    public static void FlushDirectory(string path)
    {
        var descriptor = OpenNative(path, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == NoSuchEntry) return; // Deleted meanwhile: whoever deleted it flushes its parent.
            throw Failure(error, $"open {path}");
        }

        try
        {
            if (FlushNative(descriptor) != 0) throw Failure(Marshal.GetLastPInvokeError(), $"fsync {path}");
        }
        finally
        {
            _ = CloseNative(descriptor);
        }
    }

    private static Exception Failure(int error, string what)
    {
        var message = $"Cannot {what}: {new Win32Exception(error).Message}";
        return error == AccessDenied ? new UnauthorizedAccessException(message) : new IOException(message, error);
    }

    [LibraryImport(Library, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameNative(string from, string to);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenNative(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushNative(int descriptor);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    private static partial int CloseNative(int descriptor);
}

internal enum RenameOutcome
{
    Renamed,
    NoSuchFolder,
    OtherFileSystem,
    Clash,
}
