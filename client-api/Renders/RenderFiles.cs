using Framemill.Api.Ports;
using Framemill.Renders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Framemill.Api.Renders;

/// <summary>Films, pictures, playlists and segments, with byte ranges.</summary>
internal static class RenderFiles
{
    private const int ContentKeyLength = 64;

    public static void Map(RouteGroupBuilder renders)
    {
        renders.MapMethods("/{id}/files/{name}", ["GET", "HEAD"], FileAsync).WithSummary("A finished file of a render");
        renders.MapMethods("/{id}/hls/{name}.m3u8", ["GET", "HEAD"], PlaylistAsync)
            .WithSummary("An HLS playlist; it grows while the film renders");
        renders.MapMethods("/{id}/hls/{kind:regex(^(segments|inits|sounds)$)}/{name}", ["GET", "HEAD"], PartAsync)
            .WithSummary("A part that an HLS playlist names");
    }

    private static async Task<IResult> FileAsync(
        string id, string name, IFilmFiles files, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!RenderDoor.IsRenderId(id)) return Problems.NoSuchRender(id);
        if (await grains.GetGrain<IRenderGrain>(id).GetAsync(cancellationToken) is not { } view)
            return Problems.NoSuchRender(id);

        var key = view.Files.TryGetValue(name, out var known) ? known
            : name == "preview.jpg" ? $"renders/{id}/preview.jpg"
            : null;
        return await SendAsync(files, key, ContentTypeOf(name), "private, max-age=60", cancellationToken);
    }

    private static Task<IResult> PlaylistAsync(
        string id, string name, IFilmFiles files, CancellationToken cancellationToken)
    {
        var isPlaylist = RenderDoor.IsRenderId(id) && name is "master" or "video" or "audio" or "opening";
        var key = isPlaylist ? $"renders/{id}/hls/{name}.m3u8" : null;
        return SendAsync(files, key, "application/vnd.apple.mpegurl", "no-cache", cancellationToken);
    }

    /// <summary>Parts are named by their content: whatever was once fetched stays right for ever.</summary>
    private static Task<IResult> PartAsync(
        string kind, string name, IFilmFiles files, CancellationToken cancellationToken)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var isPart = dot == ContentKeyLength && name[..dot].All(char.IsAsciiHexDigitLower)
            && name[dot..] is ".m4s" or ".mp4";
        var key = isPart ? $"{kind}/{name[..2]}/{name}" : null;
        var contentType = kind == "sounds" ? "audio/mp4" : "video/mp4";
        return SendAsync(files, key, contentType, "public, max-age=31536000, immutable", cancellationToken);
    }

    internal static async Task<IResult> SendAsync(
        IFilmFiles files, string? key, string contentType, string caching, CancellationToken cancellationToken)
    {
        if (key is null || await files.OpenAsync(key, cancellationToken) is not { } file)
        {
            return Problems.Make(StatusCodes.Status404NotFound, "No such file",
                "The render has no file of that name, or not yet. GET the render to see its files.");
        }

        return new CachedFile(TypedResults.Stream(
            file.Content, contentType, lastModified: file.LastModified, enableRangeProcessing: true), caching);
    }

    internal static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".mp4" => "video/mp4",
        ".gif" => "image/gif",
        ".mp3" => "audio/mpeg",
        ".jpg" => "image/jpeg",
        ".png" => "image/png",
        ".bmp" => "image/bmp",
        ".webm" => "video/webm",
        ".mov" => "video/quicktime",
        ".mkv" => "video/x-matroska",
        ".wav" => "audio/wav",
        ".webp" => "image/webp",
        ".avif" => "image/avif",
        ".tif" => "image/tiff",
        _ => "application/octet-stream",
    };

    private sealed class CachedFile(IResult file, string caching) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = caching;
            return file.ExecuteAsync(httpContext);
        }
    }
}
