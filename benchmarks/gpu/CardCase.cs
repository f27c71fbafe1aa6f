namespace Framemill.Benchmarks.Gpu;

/// <summary>Something a card does over and over.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Bytes">What it must read and write at least: each input once, each output once.</param>
/// <param name="Run">Asks the stream for it; the number says which of several sets of planes.</param>
/// <param name="IsBoundByMemory">False where arithmetic alone takes longer than moving the bytes.</param>
internal sealed record CardCase(string Name, long Bytes, Action<int> Run, bool IsBoundByMemory = true);
