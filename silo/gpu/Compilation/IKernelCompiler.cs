namespace Framemill.Gpu;

/// <summary>Makes of a kernel file what the driver loads.</summary>
public interface IKernelCompiler
{
    /// <summary>What else than source and card decides the result: the compiler's version and its options.</summary>
    string Identity { get; }

    /// <summary>A cubin for the card, or PTX (ending with zero) where the compiler does not know it yet.</summary>
    byte[] Compile(KernelUnit unit, ComputeCapability capability);
}
