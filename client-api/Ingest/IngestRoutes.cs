using System.Text.Json;
using Framemill.Api.Edit;
using Framemill.Api.Security;
using Framemill.Api.Vendor;
using Framemill.Assets;
using Framemill.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Ingest;

/// <summary>Media that users bring: by URL, or by upload.</summary>
internal static class IngestRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => VendorGroups.Map(routes, "ingest", ingest =>
    {
        ingest.MapPost("/sources", FetchAsync).WithSummary("Bring a file in from a URL")
            .Accepts<JsonElement>("application/json")
            .Produces<VendorData<VendorItem<VendorSource>>>(StatusCodes.Status201Created)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest);
        ingest.MapGet("/sources", ListAsync).WithSummary("All sources")
            .Produces<VendorData<IReadOnlyList<VendorItem<VendorSource>>>>();
        ingest.MapGet("/sources/{id}", GetAsync).WithSummary("A source and its renditions")
            .Produces<VendorData<VendorItem<VendorSource>>>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        ingest.MapDelete("/sources/{id}", DeleteAsync).WithSummary("Delete a source and its renditions")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        ingest.MapPost("/upload", UploadAsync).WithSummary("An address to PUT a file to")
            .Produces<VendorData<VendorItem<VendorUpload>>>();
    });

    private static async Task<IResult> FetchAsync(
        HttpContext http, IGrainFactory grains, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var (body, refusal) = await VendorBody.ReadAsync(http.Request, options.Value.EditBytesMax, cancellationToken);
        if (body is null) return refusal!;
        var url = body.Address("url", required: true);
        var callback = body.Address("callback");
        var wanted = body.Object("outputs") is { } outputs ? WantedRenditions.Read(outputs, body) : [];
        body.Only("url", "callback", "outputs", "destinations");
        if (body.IsFaulty) return body.Refuse();
        var make = new MakeAsset
        {
            Kind = AssetKind.Source,
            FileId = Guid.NewGuid().ToString("D"),
            Url = url,
            Callback = callback,
            Renditions = wanted,
        };
        return await MakeAsync(make, http, grains, cancellationToken) is { } source
            ? VendorJson.Answer(
                new VendorData<VendorItem<VendorSource>>(new("source", source.Id, null)),
                ApiJson.Default.VendorDataVendorItemVendorSource, StatusCodes.Status201Created)
            : Full();
    }

    private static async Task<IResult> UploadAsync(
        HttpContext http, IGrainFactory grains, UploadLinks links, CancellationToken cancellationToken)
    {
        var make = new MakeAsset { Kind = AssetKind.Source, FileId = Guid.NewGuid().ToString("D") };
        if (await MakeAsync(make, http, grains, cancellationToken) is not { } source) return Full();
        var (url, expires) = links.Make(http.Request, source.Tenant, source.Id, make.FileId);
        return VendorJson.Answer(
            new VendorData<VendorItem<VendorUpload>>(new("upload", source.Id, new(source.Id, url, expires))),
            ApiJson.Default.VendorDataVendorItemVendorUpload);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var catalogue = grains.GetGrain<ICatalogueGrain>(
            AssetKeys.Catalogue(AssetKeys.Sources, ApiKeyFilter.TenantOf(http)));
        var entries = await catalogue.ListAsync(cancellationToken);
        var sources = await Task.WhenAll(entries.Select(e => Asset(grains, http, e.Id).GetAsync(cancellationToken)));
        return VendorJson.Answer(
            new VendorData<IReadOnlyList<VendorItem<VendorSource>>>(
                [.. sources.OfType<AssetView>().Where(IsShown).Select(s => SourceItems.Of(s, http.Request))]),
            ApiJson.Default.VendorDataIReadOnlyListVendorItemVendorSource);
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        RenderDoor.IsRenderId(id) && await Asset(grains, http, id).GetAsync(cancellationToken) is { } source
            && IsShown(source)
            ? VendorJson.Answer(
                new VendorData<VendorItem<VendorSource>>(SourceItems.Of(source, http.Request)),
                ApiJson.Default.VendorDataVendorItemVendorSource)
            : VendorAnswers.NotFound("source", id);

    private static async Task<IResult> DeleteAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        RenderDoor.IsRenderId(id) && await Asset(grains, http, id).DeleteAsync(cancellationToken)
            ? TypedResults.NoContent()
            : VendorAnswers.NotFound("source", id);

    private static bool IsShown(AssetView source) =>
        source is { Request.Kind: AssetKind.Source, State: not AssetState.Deleted };

    private static Task<AssetView?> MakeAsync(
        MakeAsset make, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        Asset(grains, http, Guid.NewGuid().ToString("D")).MakeAsync(make, cancellationToken);

    private static IAssetGrain Asset(IGrainFactory grains, HttpContext http, string id) =>
        grains.GetGrain<IAssetGrain>(AssetKeys.Of(ApiKeyFilter.TenantOf(http), id));

    private static IResult Full() => VendorAnswers.Refused(StatusCodes.Status403Forbidden, "Forbidden",
        "There are as many sources as this server keeps for a key. Delete some first.");
}
