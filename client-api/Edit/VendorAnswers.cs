using Framemill.Renders;
using Microsoft.AspNetCore.Http;

namespace Framemill.Api.Edit;

/// <summary>The envelope that Shotstack's clients expect around every answer.</summary>
internal sealed record VendorAnswer<T>(bool Success, string Message, T Response);

internal sealed record VendorQueued(string Message, string Id);

/// <summary>What is said when requests come too fast.</summary>
internal sealed record VendorTooMany(bool Success, string Message, string Type, VendorErrors Response);

/// <param name="Error">The first fault in words, for clients that show one line.</param>
internal sealed record VendorErrors(
    string Error, string Message, IReadOnlyList<VendorError> Details, string? Type = null);

/// <param name="Path">Members and indexes from the root of the edit.</param>
internal sealed record VendorError(string Message, IReadOnlyList<string> Path, string Type, string Pointer);

internal static class VendorAnswers
{
    public static IResult Queued(string id) => TypedResults.Json(
        new VendorAnswer<VendorQueued>(true, "Created", new("Render Successfully Queued", id)),
        ApiJson.Default.VendorAnswerVendorQueued, statusCode: StatusCodes.Status201Created);

    public static IResult Saved(string id, bool isChanged) => TypedResults.Json(
        new VendorAnswer<VendorQueued>(true, isChanged ? "OK" : "Created",
            new(isChanged ? "Template Successfully Updated" : "Template Successfully Created", id)),
        ApiJson.Default.VendorAnswerVendorQueued,
        statusCode: isChanged ? StatusCodes.Status200OK : StatusCodes.Status201Created);

    public static IResult Of(RenderDoor.Answer answer) => answer switch
    {
        RenderDoor.Answer.Accepted accepted => Queued(accepted.RenderId),
        RenderDoor.Answer.Rejected rejected => Invalid(rejected.Errors),
        RenderDoor.Answer.TooLong tooLong => Refused(
            StatusCodes.Status413PayloadTooLarge, "Payload Too Large",
            $"An edit may have {tooLong.BytesMax} bytes at most."),
        RenderDoor.Answer.NoRoom full => Refused(
            StatusCodes.Status507InsufficientStorage, "Insufficient Storage", full.Detail),
        var other => throw new InvalidOperationException($"unknown answer {other}"),
    };

    public static IResult Render(VendorRender render) => TypedResults.Json(
        new VendorAnswer<VendorRender>(true, "OK", render), ApiJson.Default.VendorAnswerVendorRender);

    public static IResult Invalid(IReadOnlyList<EditError> errors) =>
        Invalid([.. errors.Select(e => new VendorError(e.Detail, PathOf(e.Pointer), e.Code, e.Pointer))]);

    public static IResult Invalid(IReadOnlyList<VendorError> errors) => Errors(
        StatusCodes.Status400BadRequest, "Bad Request", "Validation Error", errors);

    public static IResult NotFound(string what, string id) =>
        Refused(StatusCodes.Status404NotFound, "Not Found", $"There is no {what} '{id}'.");

    public static IResult TooMany(int limit, int seconds)
    {
        var detail = $"More than {limit} requests in this window. Ask again in {seconds} seconds.";
        return TypedResults.Json(
            new VendorTooMany(false, "Too Many Requests", "rate_limit_error",
                new(detail, detail, [], "rate_limit_error")),
            ApiJson.Default.VendorTooMany, statusCode: StatusCodes.Status429TooManyRequests);
    }

    public static IResult Refused(int status, string message, string detail) =>
        Errors(status, message, detail, []);

    private static IResult Errors(int status, string message, string error, IReadOnlyList<VendorError> details) =>
        TypedResults.Json(
            new VendorAnswer<VendorErrors>(false, message,
                new(error, details.Count > 0 ? string.Join("; ", details.Select(Line)) : error, details)),
            ApiJson.Default.VendorAnswerVendorErrors, statusCode: status);

    private static string Line(VendorError error) =>
        error.Pointer.Length == 0 ? error.Message : $"{error.Pointer}: {error.Message}";

    private static string[] PathOf(string pointer) => pointer.Length == 0
        ? []
        : [.. pointer[1..].Split('/').Select(part => part.Replace("~1", "/").Replace("~0", "~"))];
}
