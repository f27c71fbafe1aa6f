using Framemill.Assets;
using Framemill.Renders;

namespace Framemill.Api.Serve;

/// <summary>The assets that a finished render leaves, with ids that follow from the render's. Pure.</summary>
public static class FilmAssets
{
    private const string OurHosting = "shotstack";

    public static IReadOnlyList<(string Id, MakeAsset Asset)> Of(RenderView render)
    {
        if (render.State != RenderState.Done) return [];
        var assets = new List<(string, MakeAsset)>();
        if (!render.Destinations.Any(d => d is { Provider: OurHosting, IsExcluded: true }))
        {
            assets.AddRange(render.Files.OrderBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => (AssetKeys.IdOf(render.Id, f.Key), Asset(render, OurHosting, f.Key, f.Value, null))));
        }

        foreach (var (index, destination) in render.Destinations.Index())
        {
            if (destination.Provider == OurHosting) continue;
            var reason = $"This server has no credentials for '{destination.Provider}', so nothing was sent there.";
            assets.Add((AssetKeys.IdOf(render.Id, $"{index} {destination.Provider}"),
                Asset(render, destination.Provider, $"film.{render.Format}", null, reason)));
        }

        return assets;
    }

    private static MakeAsset Asset(
        RenderView render, string provider, string fileName, string? objectKey, string? refusal) => new()
    {
        Kind = AssetKind.Film,
        FileId = render.Id,
        RenderId = render.Id,
        Provider = provider,
        FileName = fileName,
        ObjectKey = objectKey,
        Refusal = refusal,
    };
}
