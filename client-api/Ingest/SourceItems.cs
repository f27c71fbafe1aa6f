using System.Text.Json;
using Framemill.Api.Vendor;
using Framemill.Assets;
using Microsoft.AspNetCore.Http;

namespace Framemill.Api.Ingest;

/// <summary>A source in the vendor's words.</summary>
internal static class SourceItems
{
    public static VendorItem<VendorSource> Of(AssetView source, HttpRequest request) => new("source", source.Id, new()
    {
        Id = source.Id,
        Owner = source.Tenant,
        Input = source.Request.Url,
        Source = source.File is { } file ? RenderDoor.AssetUrl(request, file.ObjectKey) : null,
        Status = source.State switch
        {
            AssetState.Queued => "queued",
            AssetState.Ready => "ready",
            AssetState.Failed => "failed",
            _ => "importing",
        },
        Outputs = Outputs(source, request),
        Width = source.File?.Width,
        Height = source.File?.Height,
        Duration = source.File?.DurationSeconds,
        Fps = source.File?.FramesPerSecond,
        Created = source.Created,
        Updated = source.Updated,
    });

    private static VendorOutputs? Outputs(AssetView source, HttpRequest request)
    {
        if (source.Request.Renditions.Count == 0) return null;
        if (source.Renditions.Count > 0) return new([.. source.Renditions.Select(r => Rendition(r, request))]);
        var status = source.State == AssetState.Failed ? "failed" : "queued";
        return new([.. source.Request.Renditions.Select((wanted, i) => new VendorRendition
        {
            Id = AssetKeys.IdOf(source.Request.FileId, $"rendition {i}"),
            Status = status,
            Transformation = JsonElement.Parse(wanted),
        })]);
    }

    private static VendorRendition Rendition(AssetRendition rendition, HttpRequest request) => new()
    {
        Id = rendition.Id,
        Status = rendition.File is null ? "failed" : "ready",
        Url = rendition.File is { } file ? RenderDoor.AssetUrl(request, file.ObjectKey) : null,
        ExecutionTime = rendition.Seconds,
        Transformation = JsonElement.Parse(rendition.Transformation),
        Width = rendition.File?.Width,
        Height = rendition.File?.Height,
        Duration = rendition.File?.DurationSeconds,
        Fps = rendition.File?.FramesPerSecond,
    };
}
