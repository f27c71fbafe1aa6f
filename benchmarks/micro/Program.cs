using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Framemill.Benchmarks.Micro;

// "table" prints one quick table; anything else goes to BenchmarkDotNet.
if (args is ["table"])
{
    PaintTable.Print(Console.Out);
    return;
}

var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(PaintBenchmarks).Assembly).Run(args, config);
