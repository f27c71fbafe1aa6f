using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Framemill.Gpu.Native;

/// <summary>Finds the libraries that the imports of this room name. None of them need be there.</summary>
internal static class NativeLibraries
{
    // NVRTC carries its version in its name; the newest that is there serves. The last is what Debian 12 has.
    private static readonly string[] s_nvrtcNames =
        ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so"];

    private static readonly string[] s_folders =
        ["/usr/local/cuda/lib64", "/usr/local/cuda/targets/x86_64-linux/lib", "/opt/cuda/lib64"];

    private static readonly Lock s_gate = new();
    private static nint s_nvrtc;

    /// <summary>
    /// Where NVRTC is to be looked for first: a folder; null for the places where it usually is. From the environment,
    /// for machines that have it elsewhere.
    /// </summary>
    public static string? NvrtcFolder { get; set; } = Environment.GetEnvironmentVariable("FRAMEMILL_NVRTC");

    public static bool IsThere(string library) =>
        NativeLibrary.TryLoad(library, typeof(NativeLibraries).Assembly, null, out _);

    /// <summary>Zero where no NVRTC is on this machine.</summary>
    public static nint FindNvrtc()
    {
        lock (s_gate)
        {
            if (s_nvrtc != 0) return s_nvrtc;
            IEnumerable<string> folders = NvrtcFolder is null ? ["", .. s_folders] : [NvrtcFolder, "", .. s_folders];
            foreach (var folder in folders)
            {
                foreach (var name in s_nvrtcNames)
                {
                    if (folder.Length > 0) LoadBuiltins(folder);
                    if (NativeLibrary.TryLoad(Path.Combine(folder, name), out s_nvrtc)) return s_nvrtc;
                }
            }

            return 0;
        }
    }

    // NVRTC opens its built-ins by their bare name, which only finds them if they are loaded already.
    private static void LoadBuiltins(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "libnvrtc-builtins.so.*"))
        {
            NativeLibrary.TryLoad(file, out _);
        }
    }

#pragma warning disable CA2255 // The imports below must find their libraries whoever calls first.
    [ModuleInitializer]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
#pragma warning restore CA2255

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path) =>
        library == Nvrtc.Library ? FindNvrtc() : 0;
}
