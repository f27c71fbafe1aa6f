using Microsoft.AspNetCore.Http;

namespace Framemill.Api.Vendor;

/// <summary>The envelope of the Serve, Ingest and Create APIs.</summary>
internal sealed record VendorData<T>(T Data);

/// <param name="Id">Given by Ingest and Create; Serve names it among the attributes alone.</param>
internal sealed record VendorItem<T>(string Type, string? Id, T? Attributes)
    where T : class;

internal sealed record VendorAsset
{
    public required string Id { get; init; }
    public required string Owner { get; init; }
    public string? Region { get; init; }
    public string? RenderId { get; init; }
    public string? ProviderId { get; init; }
    public string? Filename { get; init; }
    public string? Url { get; init; }
    public required string Status { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
}

internal sealed record VendorTransfer(string Id, string Owner, string Status, DateTimeOffset Created);

internal sealed record VendorSource
{
    public required string Id { get; init; }
    public required string Owner { get; init; }
    public string? Input { get; init; }
    public string? Source { get; init; }
    public required string Status { get; init; }
    public VendorOutputs? Outputs { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }
    public double? Duration { get; init; }
    public double? Fps { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
}

internal sealed record VendorOutputs(IReadOnlyList<VendorRendition> Renditions);

internal sealed record VendorRendition
{
    public required string Id { get; init; }
    public required string Status { get; init; }
    public string? Url { get; init; }
    public double? ExecutionTime { get; init; }
    public System.Text.Json.JsonElement? Transformation { get; init; }
    public int? Width { get; init; }
    public int? Height { get; init; }
    public double? Duration { get; init; }
    public double? Fps { get; init; }
}

internal sealed record VendorUpload(string Id, string Url, DateTimeOffset Expires);

internal sealed record VendorGenerated
{
    public required string Id { get; init; }
    public required string Owner { get; init; }
    public required string Provider { get; init; }
    public required string Type { get; init; }
    public required string Status { get; init; }
    public string? Url { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }
}

internal sealed record VendorGeneration(string Id, string Status, string? Url, string? Error);

internal sealed record VendorQuote(double Credits, bool Ceiling);

internal sealed record VendorModels(IReadOnlyList<VendorModel> Models);

/// <param name="Options">JSON schema of what a request may say besides its prompt.</param>
internal sealed record VendorModel(
    string Model, string Type, VendorPricing Pricing, System.Text.Json.JsonElement? Options);

internal sealed record VendorPricing(double Credits, string EffectiveFrom);

internal sealed record VendorTemplates(string Owner, IReadOnlyList<VendorTemplateEntry> Templates);

internal sealed record VendorTemplateEntry(string Id, string Name, DateTimeOffset Created, DateTimeOffset Updated);

internal sealed record VendorTemplate(string Id, string Name, string Owner, System.Text.Json.JsonElement Template);

internal static class VendorJson
{
    public static IResult Answer<T>(
        T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(body, type, statusCode: status);
}
