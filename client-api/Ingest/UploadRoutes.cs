using Framemill.Api.Edit;
using Framemill.Api.Ports;
using Framemill.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Ingest;

/// <summary>The signed address of an upload. It carries no key: the signature is the key.</summary>
internal static class UploadRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/v1/uploads/{id}", PutAsync)
        .WithTags("Ingest").WithSummary("The bytes of an upload, to the address that POST /ingest/v1/upload gave")
        .Produces(StatusCodes.Status200OK)
        .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status403Forbidden)
        .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status413PayloadTooLarge);

    private static async Task<IResult> PutAsync(
        string id, string tenant, string file, string expires, string signature, HttpContext http, UploadLinks links,
        IUploadedFiles uploads, IGrainFactory grains, IOptions<ApiOptions> options,
        CancellationToken cancellationToken)
    {
        if (!RenderDoor.IsRenderId(id) || !RenderDoor.IsRenderId(file)
            || !links.IsGood(tenant, id, file, expires, signature))
        {
            return VendorAnswers.Refused(StatusCodes.Status403Forbidden, "Forbidden",
                "This address is not good (any more). POST /ingest/v1/upload gives a new one.");
        }

        var bytesMax = options.Value.UploadBytesMax;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytesMax + 1;
        var asset = grains.GetGrain<IAssetGrain>(AssetKeys.Of(tenant, id));
        if (await asset.GetAsync(cancellationToken) is not { State: AssetState.Queued })
            return VendorAnswers.Refused(StatusCodes.Status409Conflict, "Conflict", "The file was uploaded already.");

        // No extension: what it is shows when it is looked at, and renderers go by the bytes alone.
        var key = $"assets/{file}/source";
        if (http.Request.ContentLength > bytesMax
            || !await uploads.StoreAsync(key, http.Request.Body, bytesMax, cancellationToken))
        {
            return VendorAnswers.Refused(StatusCodes.Status413PayloadTooLarge, "Payload Too Large",
                $"An upload may have {bytesMax} bytes at most.");
        }

        return await asset.UploadedAsync(key, cancellationToken)
            ? TypedResults.Ok()
            : VendorAnswers.Refused(StatusCodes.Status409Conflict, "Conflict", "The file was uploaded already.");
    }
}
