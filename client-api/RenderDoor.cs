using System.Buffers;
using System.Text;
using Framemill.Api.Security;
using Framemill.Renders;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Framemill.Api;

/// <summary>Takes an edit from a request to its grain; both dialects of the API share it.</summary>
internal sealed class RenderDoor(IGrainFactory grains, IOptions<ApiOptions> options, TimeProvider time)
{
    public abstract record Answer
    {
        public sealed record Accepted(string RenderId) : Answer;

        public sealed record Rejected(IReadOnlyList<EditError> Errors) : Answer;

        public sealed record TooLong(int BytesMax) : Answer;

        public sealed record NoRoom(string Detail) : Answer;
    }

    public static bool IsRenderId(string id) => Guid.TryParseExact(id, "D", out _);

    /// <summary>Where the files of a render are had, as the caller sees this server.</summary>
    public static string FilesUrl(HttpRequest request, string id) =>
        $"{BaseUrl(request)}/v1/renders/{id}/files";

    public static string AssetUrl(HttpRequest request, string objectKey) => $"{BaseUrl(request)}/v1/{objectKey}";

    public static string BaseUrl(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";

    public async Task<Answer> SubmitAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await ReadBodyAsync(http.Request, cancellationToken) is not { } body)
            return new Answer.TooLong(options.Value.EditBytesMax);

        string edit;
        try
        {
            edit = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return new Answer.Rejected(
                [new() { Code = "invalid_utf8", Pointer = "", Detail = "The edit is not UTF-8 text." }]);
        }

        return await SubmitAsync(edit, ApiKeyFilter.TenantOf(http), cancellationToken);
    }

    public async Task<Answer> SubmitAsync(string edit, string tenant, CancellationToken cancellationToken)
    {
        // Sortable by time, so that files and rows of one period lie together.
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
        var submit = new SubmitRender { Edit = edit, Tenant = tenant };
        return await grains.GetGrain<IRenderGrain>(id).SubmitAsync(submit, cancellationToken) switch
        {
            SubmitResult.Accepted accepted => new Answer.Accepted(accepted.RenderId),
            SubmitResult.Rejected rejected => new Answer.Rejected(rejected.Errors),
            SubmitResult.NoRoom full => new Answer.NoRoom(full.Detail),
            var other => throw new InvalidOperationException($"unknown result {other}"),
        };
    }

    /// <summary>The body without a byte order mark; null when it is longer than allowed.</summary>
    private async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytesMax = options.Value.EditBytesMax;
        if (request.ContentLength > bytesMax) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > bytesMax) return null;
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body.AsSpan().StartsWith("\uFEFF"u8) ? body[3..] : body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
