using Framemill.Gpu;
using Framemill.Gpu.Native;
using Framemill.Testing;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu;

/// <summary>NVIDIA's own compiler takes every kernel, for the cards that the project names.</summary>
public sealed class RunTimeCompilerTests
{
    [Fact]
    public void Compile_EveryKernel_GivesMachineCodeForEachCard()
    {
        Assert.SkipWhen(RunTimeCompiler.WhyNotThere is not null, RunTimeCompiler.WhyNotThere ?? "");
        var compiler = new NvrtcCompiler();
        foreach (var capability in (ComputeCapability[])[new(8, 0), new(9, 0)])
        {
            foreach (var unit in KernelSources.Units)
            {
                var image = compiler.Compile(unit, capability);
                Assert.Equal("\u007fELF"u8, image.AsSpan(0, 4));
                var text = System.Text.Encoding.Latin1.GetString(image);
                Assert.All(unit.Kernels, kernel => Assert.Contains($".text.{kernel}", text, StringComparison.Ordinal));
            }
        }

        // A card that this compiler has never heard of gets text that its driver can compile.
        var ptx = System.Text.Encoding.ASCII.GetString(compiler.Compile(KernelSources.Units[0], new(99, 0)));
        Assert.Contains(".version", ptx, StringComparison.Ordinal);
        Assert.EndsWith("\0", ptx, StringComparison.Ordinal);

        // And what does not compile says why.
        var broken = new KernelUnit("broken.cu", "__global__ void broken() { no_such_thing(); }", []);
        var fault = Assert.Throws<NvrtcException>(() => compiler.Compile(broken, new(9, 0)));
        Assert.Equal(("CompileProgram", NvrtcResult.Compilation), (fault.Call, fault.Result));
        Assert.Contains("broken.cu", fault.Message, StringComparison.Ordinal);
        Assert.Contains("no_such_thing", fault.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void Cache_SecondStart_CompilesNothing()
    {
        using var folder = new TempFolder();
        var compiler = new CountingCompiler("one");
        var unit = KernelSources.Units[0];
        var first = new KernelCache(compiler, folder["kernels"]).Compile(unit, new(9, 0));
        var second = new KernelCache(compiler, folder["kernels"]).Compile(unit, new(9, 0));
        Assert.Equal(1, compiler.Compiled);
        Assert.Equal(first, second);
        Assert.Single(Directory.GetFiles(folder["kernels"]));
    }

    [Fact]
    public void Cache_OtherCardSourceOrCompiler_CompilesAgain()
    {
        using var folder = new TempFolder();
        var unit = KernelSources.Units[0];
        var compiler = new CountingCompiler("one");
        var newer = new CountingCompiler("two");
        new KernelCache(compiler, folder.Path).Compile(unit, new(9, 0));
        new KernelCache(compiler, folder.Path).Compile(unit, new(8, 0));
        new KernelCache(compiler, folder.Path).Compile(unit with { Source = unit.Source + " " }, new(9, 0));
        new KernelCache(newer, folder.Path).Compile(unit, new(9, 0));
        Assert.Equal((3, 1), (compiler.Compiled, newer.Compiled));
    }

    [Fact]
    public void Cache_FolderThatCannotBeWritten_StillCompiles()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["taken"], "a file, not a folder");
        var compiler = new CountingCompiler("one");
        var cache = new KernelCache(compiler, folder["taken"]);
        Assert.NotEmpty(cache.Compile(KernelSources.Units[0], new(9, 0)));
        Assert.NotEmpty(cache.Compile(KernelSources.Units[0], new(9, 0)));
        Assert.Equal(2, compiler.Compiled);
    }

    private sealed class CountingCompiler(string identity) : IKernelCompiler
    {
        public int Compiled { get; private set; }

        public string Identity => identity;

        public byte[] Compile(KernelUnit unit, ComputeCapability capability)
        {
            Compiled++;
            return [1, 2, (byte)capability.Number];
        }
    }
}
