using System.Globalization;
using System.Text.Json;
using Framemill.Api.Edit;
using Framemill.Api.Security;
using Framemill.Api.Vendor;
using Framemill.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Generate;

/// <summary>Media from words, by the models that this server has.</summary>
internal static class GenerateRoutes
{
    private const int AskAgainSeconds = 1;

    public static void Map(RouteGroupBuilder edit)
    {
        edit.MapGet("/models", (string? expand) => VendorJson.Answer(
            new VendorModels([Described(expand == "options")]), ApiJson.Default.VendorModels))
            .WithSummary("The models of this server; with expand=options also what they can be told")
            .Produces<VendorModels>();
        edit.MapGet("/models/{id}", (string id) => id == SpeechModel.Name
            ? VendorJson.Answer(SpeechModel.Description, ApiJson.Default.VendorModel)
            : VendorAnswers.NotFound("model", id))
            .WithSummary("One model").Produces<VendorModel>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
        edit.MapPost("/generate", GenerateAsync).WithSummary("Make a file; the same request again shares its result")
            .Accepts<JsonElement>("application/json").Produces<VendorGeneration>()
            .Produces<VendorGeneration>(StatusCodes.Status202Accepted)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest);
        edit.MapPost("/generate/quote", QuoteAsync).WithSummary("What a generation would cost: nothing, here")
            .Accepts<JsonElement>("application/json").Produces<VendorQuote>()
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status400BadRequest);
        edit.MapGet("/generate/{id}", GetAsync).WithSummary("State of a generation").Produces<VendorGeneration>()
            .Produces<VendorGeneration>(StatusCodes.Status202Accepted)
            .Produces<VendorAnswer<VendorErrors>>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GenerateAsync(
        HttpContext http, IGrainFactory grains, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var (make, refusal) = await ReadAsync(http, options.Value, cancellationToken);
        if (make is null) return refusal!;
        var same = http.Request.Headers.TryGetValue("Idempotency-Key", out var key) ? key.ToString() : "";
        var id = AssetKeys.IdOf("generate", same, make.Text!, make.Voice ?? "", make.Language ?? "");
        var asset = (await Asset(grains, http, id).MakeAsync(make, cancellationToken))!;
        return Answer(asset, http);
    }

    private static async Task<IResult> QuoteAsync(
        HttpContext http, IOptions<ApiOptions> options, CancellationToken cancellationToken)
    {
        var (make, refusal) = await ReadAsync(http, options.Value, cancellationToken);
        return make is null ? refusal! : VendorJson.Answer(new VendorQuote(0, false), ApiJson.Default.VendorQuote);
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        RenderDoor.IsRenderId(id) && await Asset(grains, http, id).GetAsync(cancellationToken) is { } asset
            && asset.Request.Kind == AssetKind.Speech
            ? Answer(asset, http)
            : VendorAnswers.NotFound("generation", id);

    private static async Task<(MakeAsset? Make, IResult? Refusal)> ReadAsync(
        HttpContext http, ApiOptions options, CancellationToken cancellationToken)
    {
        var (body, refusal) = await VendorBody.ReadAsync(http.Request, options.EditBytesMax, cancellationToken);
        if (body is null) return (null, refusal);
        var asset = body.Object("asset", required: true);
        body.Only("asset", "length");
        var (type, model) = (Word(asset, "type"), Word(asset, "model"));
        var prompt = Word(asset, "prompt");
        if (asset is not null)
        {
            if (type is not ("image" or "video" or "audio"))
                body.Fault("/asset/type", "invalid_value", "\"type\" must be image, video or audio.");
            else if (type != "audio")
                body.Fault("/asset/type", "not_available", $"No model of this server makes {type}s.");
            else if (model is not null and not SpeechModel.Name)
                body.Fault("/asset/model", "not_available", $"This server has no model '{model}'; see GET /models.");
            if (string.IsNullOrWhiteSpace(prompt)) body.Fault("/asset/prompt", "missing", "\"prompt\" is missing.");
            else if (prompt.Length > SpeechModel.CharactersMax)
                body.Fault("/asset/prompt", "too_long", $"More than {SpeechModel.CharactersMax} characters.");
        }

        if (body.IsFaulty) return (null, body.Refuse());
        JsonElement? told = asset!.Value.TryGetProperty("options", out var found) ? found : null;
        return (new MakeAsset
        {
            Kind = AssetKind.Speech,
            FileId = Guid.NewGuid().ToString("D"),
            Text = prompt,
            Voice = Word(told, "voice"),
            Language = Word(told, "language"),
        }, null);
    }

    private static IResult Answer(AssetView asset, HttpContext http)
    {
        var url = asset.File is { } file ? RenderDoor.AssetUrl(http.Request, file.ObjectKey) : null;
        if (asset.State is AssetState.Ready or AssetState.Failed)
        {
            var status = asset.State == AssetState.Ready ? "done" : "failed";
            return VendorJson.Answer(
                new VendorGeneration(asset.Id, status, url, asset.Error), ApiJson.Default.VendorGeneration);
        }

        var path = http.Request.Path.Value!.TrimEnd('/');
        var at = path.EndsWith(asset.Id, StringComparison.Ordinal) ? path : $"{path}/{asset.Id}";
        http.Response.Headers.Location = at;
        http.Response.Headers.RetryAfter = AskAgainSeconds.ToString(CultureInfo.InvariantCulture);
        return VendorJson.Answer(
            new VendorGeneration(asset.Id, "processing", null, null), ApiJson.Default.VendorGeneration,
            StatusCodes.Status202Accepted);
    }

    private static VendorModel Described(bool withOptions) =>
        withOptions ? SpeechModel.Description : SpeechModel.Description with { Options = null };

    private static string? Word(JsonElement? holder, string name) =>
        holder is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IAssetGrain Asset(IGrainFactory grains, HttpContext http, string id) =>
        grains.GetGrain<IAssetGrain>(AssetKeys.Of(ApiKeyFilter.TenantOf(http), id));
}
