namespace Framemill.Gpu;

/// <summary>What generation of processor a card has, such as 9.0.</summary>
public readonly record struct ComputeCapability(int Major, int Minor)
{
    /// <summary>As compilers write it: 90 for 9.0.</summary>
    public int Number => (Major * 10) + Minor;

    public override string ToString() => $"{Major}.{Minor}";
}
