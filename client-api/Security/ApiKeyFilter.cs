using Framemill.Api.Edit;
using Microsoft.AspNetCore.Http;

namespace Framemill.Api.Security;

/// <summary>Lets a request through only with a known key, and leaves its tenant for the endpoint.</summary>
internal sealed class ApiKeyFilter(ApiKeys keys) : IEndpointFilter
{
    private static readonly object TenantItem = new();

    public static string TenantOf(HttpContext context) => (string)context.Items[TenantItem]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (keys.TenantOf(context.HttpContext.Request) is not { } tenant)
        {
            return context.HttpContext.Request.Path.StartsWithSegments("/v1")
                ? Problems.Make(StatusCodes.Status401Unauthorized, "The API key is missing or not known",
                    "Send a key that this server knows as header x-api-key or as bearer token.")
                : VendorAnswers.Refused(
                    StatusCodes.Status403Forbidden, "Forbidden", "The x-api-key is missing or not known.");
        }

        context.HttpContext.Items[TenantItem] = tenant;
        return await next(context);
    }
}
