using System.Text.Json;
using Framemill.Api.Security;
using Framemill.Renders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Framemill.Api.Renders;

/// <summary>The native routes of a render: submit, look, watch, cancel.</summary>
internal static class RenderRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var renders = routes.MapGroup("/v1/renders").WithTags("Renders");
        var keyed = renders.MapGroup("").AddEndpointFilter<ApiKeyFilter>();
        keyed.MapPost("", SubmitAsync)
            .WithSummary("Render an edit").Accepts<JsonElement>("application/json")
            .Produces<RenderAnswer>(StatusCodes.Status201Created)
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status507InsufficientStorage, "application/problem+json");
        keyed.MapGet("/{id}", GetAsync)
            .WithSummary("State of a render").Produces<RenderAnswer>()
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");
        keyed.MapDelete("/{id}", CancelAsync)
            .WithSummary("Cancel a render: its work stops within a second")
            .Produces<RenderAnswer>()
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json");

        // Players, <img> and EventSource send no headers: here the unguessable id is the key.
        renders.MapGet("/{id}/events", (
                string id, HttpContext http, RenderEvents events, CancellationToken cancellationToken) =>
                events.StreamAsync(id, http, cancellationToken))
            .WithSummary("Progress as server-sent events, until the render ends")
            .Produces<RenderAnswer>(StatusCodes.Status200OK, "text/event-stream");
        RenderFiles.Map(renders);
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext http, RenderDoor door, IGrainFactory grains, CancellationToken cancellationToken)
    {
        switch (await door.SubmitAsync(http, cancellationToken))
        {
            case RenderDoor.Answer.Accepted { RenderId: var id }:
                http.Response.Headers.Location = $"/v1/renders/{id}";
                var view = await grains.GetGrain<IRenderGrain>(id).GetAsync(cancellationToken);
                return Answer(view!, http.Request, StatusCodes.Status201Created);
            case RenderDoor.Answer.Rejected { Errors: var errors }:
                return Problems.Make(StatusCodes.Status400BadRequest, "The edit has faults",
                    $"{errors.Count} fault(s); each names its place in the edit.", errors);
            case RenderDoor.Answer.TooLong { BytesMax: var bytesMax }:
                return Problems.Make(StatusCodes.Status413PayloadTooLarge, "The edit is too long",
                    $"An edit may have {bytesMax} bytes at most (setting Api:EditBytesMax).");
            case RenderDoor.Answer.NoRoom { Detail: var detail }:
                return Problems.Make(StatusCodes.Status507InsufficientStorage, "The storage is full", detail);
            case var other:
                throw new InvalidOperationException($"unknown answer {other}");
        }
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken) =>
        await FindAsync(id, http, grains, cancellationToken) is { } view
            ? Answer(view, http.Request, StatusCodes.Status200OK)
            : Problems.NoSuchRender(id);

    private static async Task<IResult> CancelAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, http, grains, cancellationToken) is null) return Problems.NoSuchRender(id);

        var render = grains.GetGrain<IRenderGrain>(id);
        var cancelled = await render.CancelAsync(cancellationToken);
        var view = (await render.GetAsync(cancellationToken))!;
        return cancelled || view.State == RenderState.Cancelled
            ? Answer(view, http.Request, StatusCodes.Status200OK)
            : Problems.Make(StatusCodes.Status409Conflict, "The render had ended",
                $"It ended at {view.Updated:O} as {view.State}; there is nothing left to cancel.");
    }

    private static async Task<RenderView?> FindAsync(
        string id, HttpContext http, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!RenderDoor.IsRenderId(id)) return null;
        var view = await grains.GetGrain<IRenderGrain>(id).GetAsync(cancellationToken);
        return view?.Tenant == ApiKeyFilter.TenantOf(http) ? view : null;
    }

    private static IResult Answer(RenderView view, HttpRequest request, int status) => TypedResults.Json(
        RenderAnswer.From(view, RenderDoor.FilesUrl(request, view.Id)),
        ApiJson.Default.RenderAnswer,
        statusCode: status);
}
