using System.Text.Json;
using Framemill.Api.Ports;
using Framemill.Api.Vendor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Framemill.Api.Edit;

/// <summary>What ffprobe says of a file somewhere.</summary>
internal static class ProbeRoutes
{
    private const string Step = "/probe/";

    public static void Map(RouteGroupBuilder edit) => edit.MapGet("/probe/{**url}", ProbeAsync)
        .WithSummary("What ffprobe says of the file at a percent-encoded URL")
        .Produces<VendorAnswer<JsonElement>>()
        .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest);

    private static async Task<IResult> ProbeAsync(
        string url, HttpContext http, IMediaInspector inspector, CancellationToken cancellationToken)
    {
        var asked = AddressIn(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget) ?? url;
        var inspection = await inspector.InspectAsync(asked, cancellationToken);
        return inspection.Facts is { } facts
            ? VendorJson.Answer(
                new VendorAnswer<JsonElement>(true, "OK", facts), ApiJson.Default.VendorAnswerJsonElement)
            : VendorAnswers.Refused(StatusCodes.Status400BadRequest, "Bad Request", inspection.Problem!);
    }

    /// <summary>
    /// Taken from the request line itself: the path that frameworks hand out is decoded in part, and decoding that
    /// again would change addresses that hold percent signs of their own.
    /// </summary>
    internal static string? AddressIn(string rawTarget)
    {
        var start = rawTarget.IndexOf(Step, StringComparison.Ordinal);
        if (start < 0) return null;
        var address = rawTarget[(start + Step.Length)..];
        if (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return address; // Written out, its query with it.
        }

        var query = address.IndexOf('?', StringComparison.Ordinal);
        return Uri.UnescapeDataString(query < 0 ? address : address[..query]);
    }
}
