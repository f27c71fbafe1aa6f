using System.Text.Json;
using Framemill.Renders;

namespace Framemill.Api.Edit;

/// <summary>A render in the vendor's words.</summary>
internal sealed record VendorRender
{
    public required string Id { get; init; }
    public required string Owner { get; init; }
    public string Plan { get; init; } = "self-hosted";
    public required string Status { get; init; }
    public string? Error { get; init; }

    /// <summary>Seconds of film.</summary>
    public double? Duration { get; init; }

    /// <summary>Milliseconds from acceptance to the end.</summary>
    public double? RenderTime { get; init; }
    public string? Url { get; init; }
    public string? Poster { get; init; }
    public string? Thumbnail { get; init; }
    public JsonElement? Data { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Updated { get; init; }

    public static VendorRender From(RenderView view, string filesUrl, JsonElement? edit) => new()
    {
        Id = view.Id,
        Owner = view.Tenant,
        Status = StatusOf(view.State),
        Error = ErrorOf(view),
        Duration = view.DurationSeconds > 0 ? view.DurationSeconds : null,
        RenderTime = view.RenderMilliseconds,
        Url = FileUrl(view, filesUrl, $"film.{view.Format}"),
        Poster = FileUrl(view, filesUrl, "poster.jpg"),
        Thumbnail = FileUrl(view, filesUrl, "thumbnail.jpg"),
        Data = edit,
        Created = view.Created,
        Updated = view.Updated,
    };

    private static string StatusOf(RenderState state) => state switch
    {
        RenderState.Queued => "queued",
        RenderState.Preparing => "fetching",
        RenderState.Rendering => "rendering",
        RenderState.Saving => "saving",
        RenderState.Done => "done",
        RenderState.Failed or RenderState.Cancelled => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static string? ErrorOf(RenderView view) => view.State switch
    {
        RenderState.Cancelled => "The render was cancelled.",
        RenderState.Failed => string.Join("; ",
            view.Errors.Select(e => e.Pointer.Length == 0 ? e.Detail : $"{e.Pointer}: {e.Detail}")),
        _ => null,
    };

    private static string? FileUrl(RenderView view, string filesUrl, string name) =>
        view.Files.ContainsKey(name) ? $"{filesUrl}/{name}" : null;
}
