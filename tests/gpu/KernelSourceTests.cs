using System.Text.RegularExpressions;
using Framemill.Gpu;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu;

/// <summary>Every kernel has a twin of its name, runs in these tests, and is on no card without them.</summary>
public sealed partial class KernelSourceTests
{
    private static readonly Type[] s_pixels = typeof(Framemill.Pixels.Plane).Assembly.GetTypes();

    [Fact]
    public void Kernels_AllAreInTheLibraryOfTheTests() => Assert.All(
        KernelSources.Units.SelectMany(unit => unit.Kernels),
        kernel => Assert.True(KernelLibrary.Find(kernel) >= 0, kernel));

    [Fact]
    public void Kernels_AreNamedAfterTheirTwins() => Assert.All(
        KernelSources.Units.SelectMany(unit => unit.Kernels),
        kernel => Assert.Contains(
            s_pixels, type => type.Name == kernel[..kernel.IndexOf('_', StringComparison.Ordinal)]));

    [Fact]
    public void Kernels_NamesAreFoundInEverySource() => Assert.All(
        KernelSources.Units, unit => Assert.Equal(GlobalWord().Count(unit.Source), unit.Kernels.Count));

    [Fact]
    public void Sources_FitTheColumn() => Assert.All(
        Directory.EnumerateFiles(KernelLibrary.Sources, "*", SearchOption.AllDirectories),
        file => Assert.All(File.ReadLines(file), line => Assert.True(line.Length <= 120, $"{file}: {line}")));

    [GeneratedRegex("__global__")]
    private static partial Regex GlobalWord();
}
