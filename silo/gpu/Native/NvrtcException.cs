using System.Runtime.CompilerServices;

namespace Framemill.Gpu.Native;

/// <summary>A call of NVRTC that failed; for a compilation with what the compiler said.</summary>
public sealed class NvrtcException(string call, NvrtcResult result, string log = "")
    : Exception($"nvrtc{call} answered {result} ({(int)result}).{(log.Length > 0 ? "\n" : "")}{log}")
{
    public string Call { get; } = call;

    public NvrtcResult Result { get; } = result;

    /// <summary>The compiler's messages; empty where it was not the compiler that failed.</summary>
    public string Log { get; } = log;

    /// <summary>Throws unless the call succeeded. What is checked is written as the call itself.</summary>
    internal static void Check(NvrtcResult result, [CallerArgumentExpression(nameof(result))] string call = "")
    {
        if (result == NvrtcResult.Success) return;
        var open = call.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? call : call[..open];
        throw new NvrtcException(name[(name.LastIndexOf('.') + 1)..], result);
    }
}
