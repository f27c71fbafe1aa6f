using Framemill.Api.Capacity;
using Framemill.Api.Security;
using Framemill.Devices;
using Framemill.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Api.Devices;

/// <summary>
/// For operators: which devices there are, and taking one or a whole silo out of work for maintenance.
/// </summary>
internal static class DeviceRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var keyed = routes.MapGroup("/v1").WithTags("Devices").AddEndpointFilter<ApiKeyFilter>();
        keyed.MapGet("/devices", ListAsync)
            .WithSummary("Every device that pulls work, and what it does").Produces<List<DeviceAnswer>>();
        MapPost(keyed, "/devices/{silo}/{device}/drain", DrainAsync,
            "Let a device finish the segments that it is at and give it no more work");
        MapPost(keyed, "/devices/{silo}/{device}/resume", ResumeAsync, "Give a drained device work again");
        MapPost(keyed, "/silos/{silo}/drain", DrainSiloAsync, "Drain all devices of a silo");
        MapPost(keyed, "/silos/{silo}/resume", ResumeSiloAsync, "Give all devices of a silo work again");
    }

    private static void MapPost(IEndpointRouteBuilder routes, string pattern, Delegate handler, string summary) =>
        routes.MapPost(pattern, handler).WithSummary(summary)
            .Produces<List<DeviceAnswer>>()
            .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
            .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> ListAsync(
        IGrainFactory grains, IOptions<PoolsOptions> pools, CancellationToken cancellationToken) =>
        Answer(await DevicesAsync(grains, pools.Value, cancellationToken));

    private static Task<IResult> DrainAsync(
        string silo, string device, HttpContext http, IGrainFactory grains, IOptions<PoolsOptions> pools,
        IOptions<ApiOptions> api, CancellationToken cancellationToken) =>
        SetAsync(http, api.Value, grains, pools.Value, $"{silo}/{device}", true, cancellationToken);

    private static Task<IResult> ResumeAsync(
        string silo, string device, HttpContext http, IGrainFactory grains, IOptions<PoolsOptions> pools,
        IOptions<ApiOptions> api, CancellationToken cancellationToken) =>
        SetAsync(http, api.Value, grains, pools.Value, $"{silo}/{device}", false, cancellationToken);

    private static Task<IResult> DrainSiloAsync(
        string silo, HttpContext http, IGrainFactory grains, IOptions<PoolsOptions> pools, IOptions<ApiOptions> api,
        CancellationToken cancellationToken) =>
        SetAsync(http, api.Value, grains, pools.Value, $"{silo}/", true, cancellationToken);

    private static Task<IResult> ResumeSiloAsync(
        string silo, HttpContext http, IGrainFactory grains, IOptions<PoolsOptions> pools, IOptions<ApiOptions> api,
        CancellationToken cancellationToken) =>
        SetAsync(http, api.Value, grains, pools.Value, $"{silo}/", false, cancellationToken);

    /// <param name="which">Key of a device, or the start of the keys of a silo's devices, with its slash.</param>
    private static async Task<IResult> SetAsync(
        HttpContext http, ApiOptions api, IGrainFactory grains, PoolsOptions pools, string which, bool isDraining,
        CancellationToken cancellationToken)
    {
        if (api.Keys.Count > 0 && !api.OperatorTenants.Contains(ApiKeyFilter.TenantOf(http)))
        {
            return Problems.Make(StatusCodes.Status403Forbidden, "Only operators may do this",
                "The setting Api:OperatorTenants names the tenants whose keys may drain devices.");
        }

        var isSilo = which.EndsWith('/');
        var chosen = (await DevicesAsync(grains, pools, cancellationToken))
            .Where(d => isSilo ? d.Id.StartsWith(which, StringComparison.Ordinal) : d.Id == which).ToList();
        if (chosen.Count == 0) return NotThere(which);
        try
        {
            foreach (var device in chosen)
                await grains.GetGrain<IGpuDeviceGrain>(device.Id).SetDrainingAsync(isDraining, cancellationToken);
        }
        catch (OrleansException)
        {
            return NotThere(which); // Its silo left meanwhile.
        }

        return Answer([.. chosen.Select(d => d with { State = isDraining ? "draining" : "working" })]);
    }

    private static async Task<List<DeviceTelemetry>> DevicesAsync(
        IGrainFactory grains, PoolsOptions pools, CancellationToken cancellationToken)
    {
        var devices = new List<DeviceTelemetry>();
        foreach (var pool in pools.Names)
            devices.AddRange((await grains.GetGrain<IPoolGrain>(pool).GetTelemetryAsync(cancellationToken)).Devices);
        return devices;
    }

    private static IResult Answer(IEnumerable<DeviceTelemetry> devices) => TypedResults.Json(
        devices.Select(DeviceAnswer.Of).ToList(), CapacityJson.Default.ListDeviceAnswer);

    private static IResult NotThere(string which) => Problems.Make(
        StatusCodes.Status404NotFound, "No such device",
        $"No device '{which}' pulls work now. GET /v1/devices names all.");
}
