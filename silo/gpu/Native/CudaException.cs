using System.Runtime.CompilerServices;

namespace Framemill.Gpu.Native;

/// <summary>A call of the CUDA driver that failed: which one, and what it answered.</summary>
public sealed class CudaException(string call, CudaResult result)
    : Exception($"cu{call} answered {result} ({(int)result}).")
{
    /// <summary>The driver's function without its prefix, such as <c>MemAlloc</c>.</summary>
    public string Call { get; } = call;

    public CudaResult Result { get; } = result;

    /// <summary>Throws unless the call succeeded. What is checked is written as the call itself.</summary>
    public static void Check(CudaResult result, [CallerArgumentExpression(nameof(result))] string call = "")
    {
        if (result != CudaResult.Success) Throw(result, call);
    }

    // Out of line, so that the check itself is small.
    private static void Throw(CudaResult result, string call)
    {
        var open = call.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? call : call[..open];
        throw new CudaException(name[(name.LastIndexOf('.') + 1)..], result);
    }
}
