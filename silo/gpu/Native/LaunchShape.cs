namespace Framemill.Gpu.Native;

/// <summary>How many threads: blocks across and down, and threads of one block across and down.</summary>
public readonly record struct LaunchShape(uint GridX, uint GridY, uint BlockX, uint BlockY)
{
    /// <summary>Threads of a block: whole warps across, so that neighbours read what lies side by side.</summary>
    private const uint Across = 32;

    private const uint Down = 8;

    /// <summary>The least grid that has a thread for each column and row.</summary>
    public static LaunchShape For(int columns, int rows) => new(
        ((uint)columns + Across - 1) / Across, ((uint)rows + Down - 1) / Down, Across, Down);
}
