using Framemill.Api.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Framemill.Api.About;

internal static class AboutRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/about", (AboutServer about) => TypedResults.Json(about, ApiJson.Default.AboutServer))
            .WithTags("Server").WithSummary("What this server is and what it is built with").Produces<AboutServer>();
        routes.MapGet("/healthz", () => TypedResults.Text("ok"))
            .WithTags("Server").WithSummary("200 while the server takes work");
    }
}
