using System.Security.Cryptography;
using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;

namespace Framemill.Tests.Media.Composition;

/// <summary>Local files as the media of a film.</summary>
internal sealed class TestMedia : IFilmMedia
{
    private readonly Dictionary<AssetKey, PreparedMedia> _prepared = [];

    public async Task<AssetFacts> AddAsync(string path)
    {
        var isCaption = path.EndsWith(".srt", StringComparison.Ordinal)
            || path.EndsWith(".vtt", StringComparison.Ordinal);
        var isFont = path.EndsWith(".ttf", StringComparison.Ordinal);
        var facts = isCaption
            ? new MediaFacts { Kind = Framemill.Media.Sources.MediaKind.Subtitle, Format = "captions" }
            : isFont
            ? new MediaFacts { Kind = Framemill.Media.Sources.MediaKind.Unknown, Format = "font" }
            : await ProbeAsync(path);
        FrameIndex? index = null;
        if (facts.HasVideo) index = (await Sources.Media.IndexAsync(path, facts)).Value;
        var key = AssetKey.Source(path);
        _prepared[key] = new() { Path = path, Facts = facts, Index = index };
        return new()
        {
            Key = key,
            Kind = Framemill.Media.Timelines.MediaKind.Image,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path))),
            Duration = index?.Duration,
            Size = facts.Size,
        };
    }

    public ValueTask<PreparedMedia> FindAsync(AssetKey key, CancellationToken cancellationToken) => new(_prepared[key]);

    private static async Task<MediaFacts> ProbeAsync(string path)
    {
        var probed = await Sources.Media.ProbeAsync(path);
        return probed.Value ?? throw new InvalidOperationException(probed.Problem!.Text);
    }
}
