using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

/// <summary>
/// The same pictures with and without vector instructions. A runtime reads such switches when it starts, so each of
/// them is a child process that runs the battery and, for good measure, the kernel tests.
/// </summary>
public sealed class InstructionSetTests
{
    private const string Expected = "FRAMEMILL_TEST_PAINT_CHECKSUM";

    [Fact]
    public void Battery_InThisProcess_GivesTheExpectedChecksum()
    {
        var checksum = PaintBattery.Checksum().ToString(CultureInfo.InvariantCulture);
        var expected = Environment.GetEnvironmentVariable(Expected);
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX2") == "0") Assert.False(Avx2.IsSupported);
        Assert.Equal(expected ?? PaintBattery.Checksum().ToString(CultureInfo.InvariantCulture), checksum);
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512F")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Battery_WithoutInstructions_GivesTheSameBytes(string instructions)
    {
        // A child of this test must not start children of its own.
        if (Environment.GetEnvironmentVariable(Expected) is not null) return;
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var assembly = typeof(InstructionSetTests).Assembly.Location;
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(assembly);
        string[] classes =
        [
            nameof(InstructionSetTests), nameof(BlendRowTests), nameof(ResampleKernelTests), nameof(ReduceKernelTests),
            nameof(ChromaKeyTests),
        ];
        foreach (var name in classes)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add($"{typeof(InstructionSetTests).Namespace}.{name}");
        }

        start.Environment[instructions] = "0";
        start.Environment[Expected] = PaintBattery.Checksum().ToString(CultureInfo.InvariantCulture);
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        var told = await output + await errors;
        Assert.True(child.ExitCode == 0, told);
        Assert.Matches("Total: [1-9][0-9]", told);
    }
}
