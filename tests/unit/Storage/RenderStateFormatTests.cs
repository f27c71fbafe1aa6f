using Framemill.Ports;
using Framemill.Renders;
using Framemill.Storage.Grains;
using Xunit;

namespace Framemill.Tests.Unit.Storage;

/// <summary>The states that renders are made of come back from the disk as they went.</summary>
public sealed class RenderStateFormatTests
{
    private static readonly JsonStateSerializer Serializer = new();

    [Fact]
    public void Progress_ThereAndBack_IsTheSame()
    {
        var progress = new RenderProgress
        {
            IsAccepted = true,
            State = (RenderState)2,
            FinishedSegments = [1, 0, 255],
            SoundIsDone = true,
            Failures = new Dictionary<string, int> { ["segment 3"] = 2, ["A"] = 1 },
            Losses = new Dictionary<string, int> { ["segment 4"] = 3 },
            Files = new Dictionary<string, string> { ["film"] = "renders/1/film.mp4" },
            Updated = DateTimeOffset.UnixEpoch.AddTicks(1),
            Ended = null,
        };
        var back = ThereAndBack(progress);
        Assert.Equal(progress.FinishedSegments, back.FinishedSegments);
        Assert.Equal(progress.Failures, back.Failures);
        Assert.Equal(progress.Losses, back.Losses);
        Assert.Equal(progress.Files, back.Files);
        var (noFailures, noFiles) = (new Dictionary<string, int>(), new Dictionary<string, string>());
        Assert.Equal(Plain(progress), Plain(back));

        // Records compare collections by reference: the same empty ones for both sides.
        RenderProgress Plain(RenderProgress one) =>
            one with
            {
                FinishedSegments = [],
                Failures = noFailures,
                Losses = noFailures,
                Files = noFiles,
                Errors = [],
            };
    }

    [Fact]
    public void Layout_ThereAndBack_IsTheSame()
    {
        var plan = new FilmPlan
        {
            ManifestKey = "m",
            FrameCount = 750,
            RateNumerator = 30_000,
            RateDenominator = 1001,
            Width = 1920,
            Height = 1080,
            Format = "mp4",
            SoundKey = "s",
            Segments = [new PlannedSegment(0, 0, 60, "a"), new PlannedSegment(1, 60, 60, "b")],
            LaneMemoryBytes = 1L << 33,
        };
        var back = ThereAndBack(new RenderLayout { Plan = plan }).Plan!;
        Assert.Equal(plan.Segments, back.Segments);
        Assert.Equal(plan with { Segments = [] }, back with { Segments = [] });
    }

    private static T ThereAndBack<T>(T value) => Serializer.Deserialize<T>(Serializer.Serialize(value))!;
}
