using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Framemill.Media.Assets;
using Framemill.Ports;
using Framemill.Renders;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Adapters;

/// <summary>
/// Tells a user's server of the end of a render, in the vendor's form. The address is the user's word, so it goes out
/// through the same guard as assets come in.
/// </summary>
internal sealed class HttpCallbacks(IOptions<AssetOptions> options) : ICallbackSender, IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client =
        new(new GuardedHttp(options.Value).CreateHandler()) { Timeout = AnswerWithin };

    public async Task<bool> SendAsync(string url, RenderView ended, CancellationToken cancellationToken)
    {
        var body = new Callback
        {
            Id = ended.Id,
            Owner = ended.Tenant,
            Status = ended.State == RenderState.Done ? "done" : "failed",
            Error = ended.State == RenderState.Done ? null : string.Join("; ", ended.Errors.Select(e => e.Detail)),
            Completed = ended.Updated,
        };
        try
        {
            using var answer = await _client.PostAsJsonAsync(
                url, body, CallbackJson.Default.Callback, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();
}

internal sealed record Callback
{
    public string Type { get; init; } = "edit";
    public string Action { get; init; } = "render";
    public required string Id { get; init; }
    public required string Owner { get; init; }
    public required string Status { get; init; }
    public string? Error { get; init; }
    public required DateTimeOffset Completed { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Callback))]
internal sealed partial class CallbackJson : JsonSerializerContext;
