using Framemill.Api.Edit;
using Framemill.Api.Vendor;
using Microsoft.AspNetCore.Http;

namespace Framemill.Api.Security;

/// <summary>Refuses with 429 what goes beyond a tenant's requests per window; stands behind the key filter.</summary>
internal sealed class RequestRateFilter(RequestRates rates) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var steps = http.Request.Path.Value!.Split('/', 4);
        if (rates.Count(ApiKeyFilter.TenantOf(http), steps[1], steps[2] == VendorGroups.Sandbox) is not { } verdict)
            return await next(context);

        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = $"\"default\";q={verdict.Limit};w={verdict.WindowSeconds}";
        headers["RateLimit"] = $"\"default\";r={verdict.Remaining};t={verdict.ResetSeconds}";
        if (verdict.IsAllowed) return await next(context);
        headers.RetryAfter = verdict.ResetSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return VendorAnswers.TooMany(verdict.Limit, verdict.ResetSeconds);
    }
}
