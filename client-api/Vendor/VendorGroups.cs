using Framemill.Api.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Framemill.Api.Vendor;

/// <summary>The vendor's four APIs, each under its live and its sandbox name: here both mean the same server.</summary>
internal static class VendorGroups
{
    public const string Live = "v1";
    public const string Sandbox = "stage";

    public static void Map(IEndpointRouteBuilder routes, string api, Action<RouteGroupBuilder> map)
    {
        foreach (var version in (string[])[Live, Sandbox])
        {
            var group = routes.MapGroup($"/{api}/{version}")
                .AddEndpointFilter<ApiKeyFilter>().AddEndpointFilter<RequestRateFilter>()
                .WithTags(char.ToUpperInvariant(api[0]) + api[1..]);
            map(group);
        }
    }
}
