namespace Framemill.Gpu;

/// <summary>One kernel file: its text and the names of the kernels in it.</summary>
public sealed record KernelUnit(string Name, string Source, IReadOnlyList<string> Kernels);
