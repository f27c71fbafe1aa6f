using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Ingest;

/// <summary>
/// Addresses that let whoever holds them PUT one file, for a while: all they say is signed, so nothing is remembered.
/// </summary>
internal sealed class UploadLinks(IOptions<ApiOptions> options, TimeProvider time)
{
    private readonly byte[] _secret = options.Value.UploadSecret is { Length: > 0 } secret
        ? SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret))
        : RandomNumberGenerator.GetBytes(32);

    public (string Url, DateTimeOffset Expires) Make(HttpRequest request, string tenant, string id, string fileId)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(
            (time.GetUtcNow() + options.Value.UploadLinkLasts).ToUnixTimeSeconds());
        var until = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(Sign(tenant, id, fileId, until));
        var query = $"tenant={Uri.EscapeDataString(tenant)}&file={fileId}&expires={until}&signature={signature}";
        return ($"{RenderDoor.BaseUrl(request)}/v1/uploads/{id}?{query}", expires);
    }

    public bool IsGood(string tenant, string id, string fileId, string expires, string signature)
    {
        if (!long.TryParse(expires, CultureInfo.InvariantCulture, out var until)
            || until < time.GetUtcNow().ToUnixTimeSeconds() || signature.Length != 64
            || !signature.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(
            Sign(tenant, id, fileId, expires), Convert.FromHexString(signature));
    }

    private byte[] Sign(string tenant, string id, string fileId, string expires) => HMACSHA256.HashData(
        _secret, System.Text.Encoding.UTF8.GetBytes($"{tenant}\n{id}\n{fileId}\n{expires}"));
}
