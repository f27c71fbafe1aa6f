using System.Runtime.CompilerServices;

namespace Framemill.Gpu.Native;

/// <summary>A call of NVML that failed: which one, and what it answered.</summary>
public sealed class NvmlException(string call, NvmlReturn result)
    : Exception($"nvml{call} answered {result} ({(int)result}).")
{
    public string Call { get; } = call;

    public NvmlReturn Result { get; } = result;

    /// <summary>Throws unless the call succeeded. What is checked is written as the call itself.</summary>
    internal static void Check(NvmlReturn result, [CallerArgumentExpression(nameof(result))] string call = "")
    {
        if (result == NvmlReturn.Success) return;
        var open = call.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? call : call[..open];
        throw new NvmlException(name[(name.LastIndexOf('.') + 1)..], result);
    }
}
