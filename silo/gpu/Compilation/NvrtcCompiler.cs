using Framemill.Gpu.Native;

namespace Framemill.Gpu;

/// <summary>NVIDIA's run-time compiler, from whichever CUDA 11.7 or newer is on the machine.</summary>
public sealed unsafe class NvrtcCompiler : IKernelCompiler
{
    // Doubles are rounded after each operation, as the twins round them.
    private static readonly string[] s_options = ["--std=c++17", "--fmad=false"];

    private readonly int[] _architectures;

    /// <exception cref="NvrtcException">NVRTC is there but does not answer as it should.</exception>
    /// <exception cref="DllNotFoundException">It is not; see <see cref="WhyNotThere"/>.</exception>
    public NvrtcCompiler()
    {
        if (WhyNotThere() is { } reason) throw new DllNotFoundException(reason);
        NvrtcException.Check(Nvrtc.Version(out var major, out var minor));
        Identity = $"nvrtc {major}.{minor} {string.Join(' ', s_options)}";
        NvrtcException.Check(Nvrtc.GetNumSupportedArchs(out var count));
        _architectures = new int[count];
        fixed (int* first = _architectures) NvrtcException.Check(Nvrtc.GetSupportedArchs(first));
    }

    public string Identity { get; }

    /// <summary>Null where NVRTC can be used, else why not.</summary>
    public static string? WhyNotThere() => NativeLibraries.FindNvrtc() != 0
        ? null
        : "NVRTC (libnvrtc.so, of CUDA 11.7 or newer) is not on this machine";

    public byte[] Compile(KernelUnit unit, ComputeCapability capability)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var isKnown = _architectures.Contains(capability.Number);
        NvrtcException.Check(Nvrtc.CreateProgram(
            out var program, unit.Source, unit.Name, 1, [KernelSources.Header], [KernelSources.HeaderName]));
        try
        {
            string[] options = [$"--gpu-architecture={Architecture(capability, isKnown)}", .. s_options];
            var result = Nvrtc.CompileProgram(program, options.Length, options);
            if (result != NvrtcResult.Success) throw new NvrtcException("CompileProgram", result, Log(program));
            return isKnown ? Cubin(program) : Ptx(program);
        }
        finally
        {
            _ = Nvrtc.DestroyProgram(ref program);
        }
    }

    // A card newer than the compiler gets the newest PTX that both know; the driver makes machine code of it.
    private string Architecture(ComputeCapability capability, bool isKnown)
    {
        if (isKnown) return $"sm_{capability.Number}";
        var older = _architectures.Where(number => number < capability.Number).ToList();
        return older.Count > 0
            ? $"compute_{older.Max()}"
            : throw new NotSupportedException($"NVRTC compiles for no card as old as {capability}.");
    }

    private static byte[] Cubin(nint program)
    {
        NvrtcException.Check(Nvrtc.GetCubinSize(program, out var bytes));
        var image = new byte[bytes];
        fixed (byte* first = image) NvrtcException.Check(Nvrtc.GetCubin(program, first));
        return image;
    }

    private static byte[] Ptx(nint program)
    {
        NvrtcException.Check(Nvrtc.GetPtxSize(program, out var bytes));
        var image = new byte[bytes];
        fixed (byte* first = image) NvrtcException.Check(Nvrtc.GetPtx(program, first));
        return image;
    }

    private static string Log(nint program)
    {
        NvrtcException.Check(Nvrtc.GetProgramLogSize(program, out var bytes));
        var log = new byte[bytes];
        fixed (byte* first = log) NvrtcException.Check(Nvrtc.GetProgramLog(program, first));
        return System.Text.Encoding.UTF8.GetString(log).TrimEnd('\0', '\n');
    }
}
