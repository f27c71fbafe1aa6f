using System.Runtime.InteropServices;
using Framemill.Testing;

namespace Framemill.Tests.Gpu.Support;

/// <summary>
/// The kernels' own sources compiled for this machine's processor by g++, once in a test run. What the language does
/// not define (shifts, overflow, an address that is not aligned) ends the run.
/// </summary>
internal static unsafe partial class KernelLibrary
{
    private const string Name = "framemill-kernels";

    private static readonly Lazy<string> s_path = new(Build);

    static KernelLibrary() => NativeLibrary.SetDllImportResolver(
        typeof(KernelLibrary).Assembly,
        (name, _, _) => name == Name ? NativeLibrary.Load(s_path.Value) : 0);

    /// <summary>The folder of the kernel files in the repository.</summary>
    public static string Sources { get; } = FindSources();

    [LibraryImport(Name, EntryPoint = "framemill_kernel", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Find(string kernel);

    [LibraryImport(Name, EntryPoint = "framemill_argument_bytes")]
    public static partial nuint ArgumentBytes(int kernel);

    [LibraryImport(Name, EntryPoint = "framemill_launch")]
    public static partial void Launch(int kernel, uint* grid, uint* block, void* argument);

    private static string Build()
    {
        var library = Path.Combine(Directory.CreateTempSubdirectory("framemill-kernels-").FullName, "kernels.so");
        string[] arguments =
        [
            "-std=c++17", "-O2", "-fPIC", "-shared", "-ffp-contract=off", "-Wall", "-Wextra", "-Werror",
            "-Wno-unknown-pragmas", "-fsanitize=undefined", "-fsanitize-undefined-trap-on-error",
            "-o", library, "-x", "c++", Path.Combine(Sources, "host", "kernels.cpp"),
        ];
        Tool.RunAsync("g++", arguments).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(library)!, true);
        return library;
    }

    private static string FindSources()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Orleans.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new DirectoryNotFoundException("Orleans.sln");
        }

        return Path.Combine(folder, "silo", "gpu", "kernels");
    }
}
