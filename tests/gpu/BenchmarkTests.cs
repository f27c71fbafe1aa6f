using Framemill.Benchmarks.Gpu;
using Framemill.Gpu;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu;

/// <summary>The bench runs whole before it meets a card.</summary>
public sealed class BenchmarkTests
{
    [Fact]
    public void Table_OnTheSoftwareCard_HasALineForEachCase()
    {
        var card = new SoftwareCard();
        using (var device = GpuDevice.Open(card, SoftwareCard.Card, card))
        {
            using var output = new StringWriter();
            new CardTable(device, "12.4", new(256, 144, 2, 512, 1, 1)).Print(output);
            var lines = output.ToString().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal));
            Assert.Equal(20, lines.Count());
        }

        Assert.Equal((0, 0), (card.Held, card.Retained));
    }
}
