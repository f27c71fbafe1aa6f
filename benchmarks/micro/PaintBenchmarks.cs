using BenchmarkDotNet.Attributes;

namespace Framemill.Benchmarks.Micro;

/// <summary>The same cases under BenchmarkDotNet, with what they allocate.</summary>
[MemoryDiagnoser]
public class PaintBenchmarks : IDisposable
{
    private readonly PaintCases _cases = new();

    [ParamsSource(nameof(Cases))]
    public PaintCase Case { get; set; } = null!;

    public IEnumerable<PaintCase> Cases => _cases.All;

    [Benchmark]
    public void Paint() => Case.Run();

    public void Dispose()
    {
        _cases.Dispose();
        GC.SuppressFinalize(this);
    }
}
