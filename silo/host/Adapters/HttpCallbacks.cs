using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Framemill.Api.Serve;
using Framemill.Assets;
using Framemill.Media.Assets;
using Framemill.Ports;
using Framemill.Renders;
using Microsoft.Extensions.Options;
using Orleans;

namespace Framemill.Silo.Adapters;

/// <summary>
/// Tells a user's server of the end of a render, in the vendor's form. The address is the user's word, so it goes out
/// through the same guard as assets come in.
/// </summary>
internal sealed class HttpCallbacks(IOptions<AssetOptions> options, PublicAddress address, IGrainFactory grains)
    : ICallbackSender, IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client =
        new(new GuardedHttp(options.Value).CreateHandler()) { Timeout = AnswerWithin };

    public async Task<bool> SendAsync(string url, RenderView ended, CancellationToken cancellationToken)
    {
        var isDone = ended.State == RenderState.Done;
        var film = isDone ? $"{address.Base}/v1/renders/{ended.Id}/files/film.{ended.Format}" : null;
        var isTaken = await PostAsync(url, new Callback
        {
            Type = "edit",
            Action = "render",
            Id = ended.Id,
            Owner = ended.Tenant,
            Status = isDone ? "done" : "failed",
            Url = film,
            Error = isDone ? null : string.Join("; ", ended.Errors.Select(e => e.Detail)),
            Completed = ended.Updated,
        }, cancellationToken);
        if (!isTaken || !isDone) return isTaken;

        // What a copy's callback names has to be there when its receiver asks for it.
        foreach (var (id, asset) in FilmAssets.Of(ended))
        {
            await grains.GetGrain<IAssetGrain>(AssetKeys.Of(ended.Tenant, id)).MakeAsync(asset, cancellationToken);
            isTaken &= await PostAsync(url, new Callback
            {
                Type = "serve",
                Action = "copy",
                Id = id,
                Render = ended.Id,
                Owner = ended.Tenant,
                Status = asset.Refusal is null ? "ready" : "failed",
                Url = asset.Refusal is null
                    ? $"{address.Base}/v1/renders/{ended.Id}/files/{asset.FileName}" : null,
                Error = asset.Refusal,
                Completed = ended.Updated,
            }, cancellationToken);
        }

        return isTaken;
    }

    public Task<bool> SendAsync(string url, AssetView ended, CancellationToken cancellationToken) => PostAsync(
        url,
        new Callback
        {
            Type = "ingest",
            Action = "source",
            Id = ended.Id,
            Owner = ended.Tenant,
            Status = ended.State == AssetState.Ready ? "ready" : "failed",
            Url = ended.File is { } file ? $"{address.Base}/v1/{file.ObjectKey}" : null,
            Error = ended.Error,
            Completed = ended.Updated,
        },
        cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<bool> PostAsync(string url, Callback body, CancellationToken cancellationToken)
    {
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
}

internal sealed record Callback
{
    public required string Type { get; init; }
    public required string Action { get; init; }
    public required string Id { get; init; }
    public string? Render { get; init; }
    public required string Owner { get; init; }
    public required string Status { get; init; }
    public string? Url { get; init; }
    public string? Error { get; init; }
    public required DateTimeOffset Completed { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Callback))]
internal sealed partial class CallbackJson : JsonSerializerContext;
