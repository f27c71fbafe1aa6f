using Framemill.Renders;
using Microsoft.AspNetCore.Http;

namespace Framemill.Api;

/// <summary>Errors of the native routes, as RFC 9457 problems.</summary>
internal static class Problems
{
    public static IResult Make(int status, string title, string detail, IReadOnlyList<EditError>? errors = null) =>
        TypedResults.Json(
            new Problem
            {
                Title = title,
                Status = status,
                Detail = detail,
                Errors = errors?.Select(e => new ProblemError(e.Code, e.Pointer, e.Detail)).ToList(),
            },
            ApiJson.Default.Problem, "application/problem+json", status);

    public static IResult NoSuchRender(string id) =>
        Make(StatusCodes.Status404NotFound, "No such render",
            $"There is no render '{id}'. POST an edit to /v1/renders to make one.");
}

internal sealed record Problem
{
    public string Type { get; init; } = "about:blank";
    public required string Title { get; init; }
    public required int Status { get; init; }
    public required string Detail { get; init; }
    public IReadOnlyList<ProblemError>? Errors { get; init; }
}

/// <param name="Pointer">JSON pointer into the edit.</param>
internal sealed record ProblemError(string Code, string Pointer, string Detail);
