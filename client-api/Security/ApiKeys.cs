using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Security;

/// <summary>Who is asking: the tenant behind <c>x-api-key</c> or a bearer token.</summary>
public sealed class ApiKeys(IOptions<ApiOptions> options)
{
    public const string AnyTenant = "default";

    // Keys are compared as hashes, in constant time, so that neither length nor prefix leaks.
    private readonly (byte[] Hash, string Tenant)[] _known =
        [.. options.Value.Keys.Select(pair => (Hash(pair.Key), pair.Value))];

    public bool AnyKeyIsTaken => _known.Length == 0;

    /// <summary>The tenant, or null when the request carries no key that is known here.</summary>
    public string? TenantOf(HttpRequest request)
    {
        if (AnyKeyIsTaken) return AnyTenant;
        if (KeyOf(request) is not { Length: > 0 } key) return null;

        var hash = Hash(key);
        string? tenant = null;
        foreach (var (known, owner) in _known)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash)) tenant = owner;
        }

        return tenant;
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue("x-api-key", out var key)) return key.ToString();

        var authorization = request.Headers.Authorization.ToString();
        const string bearer = "Bearer ";
        return authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? authorization[bearer.Length..]
            : null;
    }

    private static byte[] Hash(string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key));
}
