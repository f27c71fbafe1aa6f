using System.Text.Json;
using Framemill.Api.Security;
using Framemill.Capacity;
using Framemill.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Capacity;

/// <summary>What monitoring and planners ask for, and their page.</summary>
internal static class CapacityRoutes
{
    private const int QuestionBytesMax = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/metrics", MetricsAsync)
            .WithTags("Capacity").WithSummary("What the pools measure, as Prometheus text");
        var keyed = routes.MapGroup("/v1/capacity").WithTags("Capacity").AddEndpointFilter<ApiKeyFilter>();
        keyed.MapGet("", GetAsync)
            .WithSummary("A pool now, and how it was used by minute or hour")
            .Produces<CapacityAnswer>()
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json");
        keyed.MapPost("/what-if", WhatIfAsync)
            .WithSummary("The recorded demand played with other devices or another mix")
            .Accepts<WhatIfQuestion>("application/json").Produces<WhatIfAnswer>()
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json");
        routes.MapGet("/capacity", () => TypedResults.Redirect("/capacity.html")).ExcludeFromDescription();
    }

    private static async Task<IResult> MetricsAsync(
        IGrainFactory grains, IOptions<PoolsOptions> pools, CancellationToken cancellationToken)
    {
        var all = new List<PoolTelemetry>();
        foreach (var pool in pools.Value.Names)
            all.Add(await grains.GetGrain<IPoolGrain>(pool).GetTelemetryAsync(cancellationToken));
        return TypedResults.Text(
            PrometheusText.Of(all), "text/plain; version=0.0.4; charset=utf-8", System.Text.Encoding.UTF8);
    }

    private static async Task<IResult> GetAsync(
        IGrainFactory grains, IOptions<PoolsOptions> pools, CancellationToken cancellationToken,
        string? pool = null, string step = "minute")
    {
        var names = pools.Value.Names;
        if (step is not ("minute" or "hour")) return Faulty("step", "must be minute or hour");
        if (pool is not null && !names.Contains(pool)) return NoSuchPool(pool, names);
        pool ??= names[0];
        var now = await grains.GetGrain<IPoolGrain>(pool).GetTelemetryAsync(cancellationToken);
        var history = await grains.GetGrain<ICapacityGrain>(pool).GetHistoryAsync(
            step == "hour" ? CapacityStep.Hour : CapacityStep.Minute, cancellationToken);
        return TypedResults.Json(
            new CapacityAnswer { Pool = pool, Pools = names, Now = now, Step = step, History = history },
            CapacityJson.Default.CapacityAnswer);
    }

    private static async Task<IResult> WhatIfAsync(
        HttpRequest request, IGrainFactory grains, IOptions<PoolsOptions> pools,
        CancellationToken cancellationToken, string? pool = null)
    {
        var names = pools.Value.Names;
        if (pool is not null && !names.Contains(pool)) return NoSuchPool(pool, names);
        if (request.ContentLength is not (>= 0 and <= QuestionBytesMax))
            return Faulty("body", $"must say its length, {QuestionBytesMax} bytes at most");
        WhatIfQuestion? question;
        try
        {
            question = await JsonSerializer.DeserializeAsync(
                request.Body, CapacityJson.Default.WhatIfQuestion, cancellationToken);
        }
        catch (JsonException error)
        {
            return Faulty("body", error.Message);
        }

        if (question is null) return Faulty("body", "must be an object");
        if (question.ToWhatIf() is not { } change)
            return Faulty("classes", "may name interactive, standard and batch");
        var answer = await grains.GetGrain<ICapacityGrain>(pool ?? names[0]).WhatIfAsync(change, cancellationToken);
        return answer.Problem is { } problem
            ? Problems.Make(StatusCodes.Status400BadRequest, "This cannot be played", problem)
            : TypedResults.Json(answer, CapacityJson.Default.WhatIfAnswer);
    }

    private static IResult NoSuchPool(string pool, string[] names) =>
        Faulty("pool", $"'{pool}' is not known; there is {string.Join(", ", names)}");

    private static IResult Faulty(string what, string detail) =>
        Problems.Make(StatusCodes.Status400BadRequest, "The question has a fault", $"{what}: {detail}.");
}
