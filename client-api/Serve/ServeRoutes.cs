using System.Text.Json;
using System.Text.RegularExpressions;
using Framemill.Api.Edit;
using Framemill.Api.Security;
using Framemill.Api.Vendor;
using Framemill.Assets;
using Framemill.Renders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Serve;

/// <summary>Hosted files: those of renders, and copies of what lies elsewhere.</summary>
internal static partial class ServeRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => VendorGroups.Map(routes, "serve", serve =>
    {
        serve.MapGet("/assets/{id}", GetAsync).WithSummary("A hosted file")
            .Produces<VendorData<VendorItem<VendorAsset>>>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        serve.MapDelete("/assets/{id}", DeleteAsync).WithSummary("Delete a hosted file for good")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        serve.MapGet("/assets/render/{id}", OfRenderAsync).WithSummary("The hosted files of a render")
            .Produces<VendorData<IReadOnlyList<VendorItem<VendorAsset>>>>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        serve.MapPost("/assets", CopyAsync).WithSummary("Host a copy of what lies at a URL")
            .Accepts<JsonElement>("application/json").Produces<VendorData<VendorItem<VendorTransfer>>>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest);
    });

    private static async Task<IResult> GetAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        IsId(id) && await Asset(grains, http, id).GetAsync(cancellationToken) is { } asset
            && asset.Request.Kind is AssetKind.Film or AssetKind.Copy
            ? VendorJson.Answer(
                new VendorData<VendorItem<VendorAsset>>(ItemOf(asset!, http)),
                ApiJson.Default.VendorDataVendorItemVendorAsset)
            : VendorAnswers.NotFound("asset", id);

    private static async Task<IResult> DeleteAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        IsId(id) && await Asset(grains, http, id).DeleteAsync(cancellationToken)
            ? TypedResults.NoContent()
            : VendorAnswers.NotFound("asset", id);

    private static async Task<IResult> OfRenderAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var tenant = ApiKeyFilter.TenantOf(http);
        if (!RenderDoor.IsRenderId(id)
            || await grains.GetGrain<IRenderGrain>(id).GetAsync(cancellationToken) is not { } render
            || render.Tenant != tenant)
        {
            return VendorAnswers.NotFound("render", id);
        }

        var items = new List<VendorItem<VendorAsset>>();
        foreach (var (assetId, asset) in FilmAssets.Of(render))
        {
            var made = await Asset(grains, http, assetId).MakeAsync(asset, cancellationToken);
            if (made is { State: not AssetState.Deleted }) items.Add(ItemOf(made, http));
        }

        return VendorJson.Answer(
            new VendorData<IReadOnlyList<VendorItem<VendorAsset>>>(items),
            ApiJson.Default.VendorDataIReadOnlyListVendorItemVendorAsset);
    }

    private static async Task<IResult> CopyAsync(
        HttpContext http, IGrainFactory grains, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var (body, refusal) = await VendorBody.ReadAsync(http.Request, options.Value.EditBytesMax, cancellationToken);
        if (body is null) return refusal!;
        var url = body.Address("url", required: true);
        var id = body.Text("id") ?? Guid.NewGuid().ToString("D");
        var elsewhere = ProviderElsewhere(body.List("destinations"));
        body.Only("url", "id", "destinations");
        if (!IsId(id)) body.Fault("/id", "invalid_value", "An id is made of letters, digits, hyphens and underscores.");
        if (body.IsFaulty) return body.Refuse();

        var copy = new MakeAsset
        {
            Kind = AssetKind.Copy,
            FileId = Guid.NewGuid().ToString("D"),
            Url = url,
            Provider = elsewhere ?? "shotstack",
            FileName = Path.GetFileName(new Uri(url!).AbsolutePath) is { Length: > 0 } name ? name : null,
            Refusal = elsewhere is null ? null
                : $"This server has no credentials for '{elsewhere}', so nothing is sent there.",
        };
        var asset = (await Asset(grains, http, id).MakeAsync(copy, cancellationToken))!;
        if (asset.Request.Kind != AssetKind.Copy)
        {
            body.Fault("/id", "invalid_value", "This id is taken by something else.");
            return body.Refuse();
        }

        var transfer = new VendorTransfer(
            id, asset.Tenant, asset.State == AssetState.Failed ? "failed" : "queued", asset.Created);
        return VendorJson.Answer(
            new VendorData<VendorItem<VendorTransfer>>(new("asset", null, transfer)),
            ApiJson.Default.VendorDataVendorItemVendorTransfer);
    }

    /// <summary>The first destination that is not this server's own hosting.</summary>
    private static string? ProviderElsewhere(JsonElement? destinations) => destinations is not { } list ? null
        : list.EnumerateArray().Where(d => d.ValueKind == JsonValueKind.Object)
            .Select(d => d.TryGetProperty("provider", out var p) && p.ValueKind == JsonValueKind.String
                ? p.GetString() : null)
            .FirstOrDefault(p => p is not null and not "shotstack");

    private static VendorItem<VendorAsset> ItemOf(AssetView asset, HttpContext http) => new("asset", null, new()
    {
        Id = asset.Id,
        Owner = asset.Tenant,
        Region = "local",
        RenderId = asset.Request.RenderId,
        ProviderId = asset.Request.Provider,
        Filename = asset.Request.FileName,
        Url = asset.File is not { } file ? null
            : asset.Request.RenderId is { } render
                ? $"{RenderDoor.FilesUrl(http.Request, render)}/{asset.Request.FileName}"
                : RenderDoor.AssetUrl(http.Request, file.ObjectKey),
        Status = asset.State switch
        {
            AssetState.Ready => "ready",
            AssetState.Failed => "failed",
            AssetState.Deleted => "deleted",
            _ => "importing",
        },
        Created = asset.Created,
        Updated = asset.Updated,
    });

    private static bool IsId(string id) => Id().IsMatch(id);

    [GeneratedRegex("^[A-Za-z0-9_-]{1,100}$")]
    private static partial Regex Id();

    private static IAssetGrain Asset(IGrainFactory grains, HttpContext http, string id) =>
        grains.GetGrain<IAssetGrain>(AssetKeys.Of(ApiKeyFilter.TenantOf(http), id));
}
