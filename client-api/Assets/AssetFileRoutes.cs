using Framemill.Api.Ports;
using Framemill.Api.Renders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Framemill.Api.Assets;

/// <summary>
/// The bytes of sources, copies and generated files. Players send no keys: the unguessable id is the key.
/// </summary>
internal static class AssetFileRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/assets/{id}/{name}", ["GET", "HEAD"], FileAsync)
            .WithTags("Assets").WithSummary("The bytes of a source, copy, rendition or generated file");

    private static Task<IResult> FileAsync(
        string id, string name, IFilmFiles files, CancellationToken cancellationToken)
    {
        var isPlain = RenderDoor.IsRenderId(id) && name.Length <= 80 && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
        return RenderFiles.SendAsync(
            files, isPlain ? $"assets/{id}/{name}" : null, RenderFiles.ContentTypeOf(name),
            "private, max-age=60", cancellationToken);
    }
}
