using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Framemill.Api.Studio;

/// <summary>The page at <c>/</c> and what it is made of, served from inside the assembly.</summary>
internal static class StudioRoutes
{
    private const string Root = "wwwroot/";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var assembly = typeof(StudioRoutes).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Root, StringComparison.Ordinal)))
        {
            var path = resource[Root.Length..];
            var content = Read(assembly, resource);
            var type = ContentTypeOf(path);
            routes.MapGet("/" + (path == "index.html" ? "" : path), (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "no-cache";
                return TypedResults.Bytes(content, type);
            }).ExcludeFromDescription();
        }

        routes.MapGet("/v1/examples", (ExampleEdits examples) =>
            TypedResults.Json(examples.All, ApiJson.Default.IReadOnlyListExampleEdit))
            .WithTags("Server").WithSummary("Edits to start from").Produces<IReadOnlyList<ExampleEdit>>();
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string ContentTypeOf(string path) => Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
