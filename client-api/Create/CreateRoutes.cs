using System.Text.Json;
using Framemill.Api.Edit;
using Framemill.Api.Generate;
using Framemill.Api.Security;
using Framemill.Api.Vendor;
using Framemill.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Create;

/// <summary>The vendor's older way to have media made. Speech is what there is.</summary>
internal static class CreateRoutes
{
    private const string Speech = "text-to-speech";

    public static void Map(IEndpointRouteBuilder routes) => VendorGroups.Map(routes, "create", create =>
    {
        create.MapPost("/assets", MakeAsync).WithSummary("Have a file made: text-to-speech")
            .Accepts<JsonElement>("application/json")
            .Produces<VendorData<VendorItem<VendorGenerated>>>(StatusCodes.Status201Created)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest);
        create.MapGet("/assets/{id}", GetAsync).WithSummary("State of what is being made")
            .Produces<VendorData<VendorItem<VendorGenerated>>>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
    });

    private static async Task<IResult> MakeAsync(
        HttpContext http, IGrainFactory grains, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var (body, refusal) = await VendorBody.ReadAsync(http.Request, options.Value.EditBytesMax, cancellationToken);
        if (body is null) return refusal!;
        var provider = body.Text("provider", required: true);
        var wanted = body.Object("options", required: true);
        body.Only("provider", "options");
        var (type, text) = (Word(wanted, "type"), Word(wanted, "text"));
        if (wanted is not null && type != Speech)
        {
            body.Fault("/options/type", "not_available",
                $"This server makes {Speech} only: it has no model for '{type}'.");
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            body.Fault("/options/text", "missing", "\"text\" is missing.");
        }
        else if (text.Length > SpeechModel.CharactersMax)
        {
            body.Fault("/options/text", "too_long", $"\"text\" is longer than {SpeechModel.CharactersMax} characters.");
        }

        if (body.IsFaulty) return body.Refuse();
        var make = new MakeAsset
        {
            Kind = AssetKind.Speech,
            FileId = Guid.NewGuid().ToString("D"),
            Text = text,
            Voice = Word(wanted, "voice"),
            Language = Word(wanted, "language"),
            Provider = provider,
        };
        var asset = (await Asset(grains, http, make.FileId).MakeAsync(make, cancellationToken))!;
        return Answer(asset, http, StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        RenderDoor.IsRenderId(id) && await Asset(grains, http, id).GetAsync(cancellationToken) is { } asset
            && asset.Request.Kind == AssetKind.Speech
            ? Answer(asset, http, StatusCodes.Status200OK)
            : VendorAnswers.NotFound("asset", id);

    private static IResult Answer(AssetView asset, HttpContext http, int status) => VendorJson.Answer(
        new VendorData<VendorItem<VendorGenerated>>(new("asset", asset.Id, new()
        {
            Id = asset.Id,
            Owner = asset.Tenant,
            Provider = asset.Request.Provider ?? "shotstack",
            Type = Speech,
            Status = asset.State switch
            {
                AssetState.Ready => "done",
                AssetState.Failed => "failed",
                _ => "processing",
            },
            Url = asset.File is { } file ? RenderDoor.AssetUrl(http.Request, file.ObjectKey) : null,
            Created = asset.Created,
            Updated = asset.Updated,
        })),
        ApiJson.Default.VendorDataVendorItemVendorGenerated, status);

    private static string? Word(JsonElement? holder, string name) =>
        holder is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IAssetGrain Asset(IGrainFactory grains, HttpContext http, string id) =>
        grains.GetGrain<IAssetGrain>(AssetKeys.Of(ApiKeyFilter.TenantOf(http), id));
}
