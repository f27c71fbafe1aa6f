using Framemill.Gpu;
using Framemill.Gpu.Native;
using Framemill.Testing;

namespace Framemill.Tests.Gpu.Support;

/// <summary>NVRTC: the machine's own, or else one that is fetched and unpacked beside the build, once.</summary>
internal static class RunTimeCompiler
{
    private static readonly Lazy<string?> s_whyNot = new(Prepare);

    /// <summary>Null where it can be used.</summary>
    public static string? WhyNotThere => s_whyNot.Value;

    private static string? Prepare()
    {
        if (NvrtcCompiler.WhyNotThere() is null) return null;
        var root = Path.GetFullPath(Path.Combine(KernelLibrary.Sources, "..", "..", ".."));
        var folder = Path.Combine(root, "artifacts", "nvrtc");
        try
        {
            Tool.RunAsync("sh", [Path.Combine(root, "tests", "gpu", "fetch-nvrtc.sh"), folder])
                .GetAwaiter().GetResult();
        }
        catch (InvalidOperationException fault)
        {
            return fault.Message;
        }

        NativeLibraries.NvrtcFolder = Path.Combine(folder, "lib");
        return NvrtcCompiler.WhyNotThere();
    }
}
