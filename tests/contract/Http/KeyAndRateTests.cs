using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Framemill.Tests.Contract.Http;

/// <summary>Who may ask, how often, and where it is written down what may be asked.</summary>
public sealed class KeyAndRateTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly string[] Methods = ["get", "post", "put", "delete"];

    [Theory]
    [InlineData("/edit/v1/templates")]
    [InlineData("/serve/stage/assets/x")]
    [InlineData("/ingest/v1/sources")]
    [InlineData("/create/v1/assets/x")]
    [InlineData("/edit/v1/models")]
    public async Task WithoutAKey_NothingIsTold(string path)
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(server.Address) };
        await ApiServer.GetAsync(stranger, path, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task TooManyRequests_AreRefusedUntilTheWindowEnds_ByKey()
    {
        const string path = "/ingest/stage/sources";
        for (var i = 1; i <= ApiServer.IngestRequestsMax; i++)
        {
            using var good = await server.Alice.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
            Assert.StartsWith(
                $"\"default\";r={ApiServer.IngestRequestsMax - i};t=", good.Headers.GetValues("RateLimit").Single());
        }

        using var refused = await server.Alice.GetAsync(path);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal(
            $"\"default\";q={ApiServer.IngestRequestsMax};w=86400",
            refused.Headers.GetValues("RateLimit-Policy").Single());
        var body = JsonElement.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal("rate_limit_error", body.GetProperty("type").GetString());

        await ApiServer.GetAsync(server.Bob, path);
        await ApiServer.GetAsync(server.Alice, "/ingest/v1/sources");
    }

    /// <summary>The vendor's own description names the routes; ours has to name each of them under its base.</summary>
    [Fact]
    public async Task OpenApi_NamesEveryRouteOfTheVendors()
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(NodeClient.Folder, "node_modules/@shotstack/schemas/dist/api.bundled.json"),
            TestContext.Current.CancellationToken);
        var vendor = JsonNode.Parse(text)!["paths"]!.AsObject();
        var ours = (await ApiServer.GetAsync(server.Alice, "/openapi.json")).GetProperty("paths");
        foreach (var (path, operations) in vendor)
        {
            var api = path.StartsWith("/assets", StringComparison.Ordinal) ? "serve"
                : path is "/sources" or "/sources/{id}" or "/upload" ? "ingest" : "edit";
            foreach (var method in operations!.AsObject().Select(o => o.Key).Intersect(Methods))
            {
                foreach (var version in (string[])["v1", "stage"])
                {
                    Assert.True(ours.TryGetProperty($"/{api}/{version}{path}", out var there), $"{api} {path}");
                    Assert.True(there.TryGetProperty(method, out var operation), $"{method} {api} {path}");
                    Assert.True(operation.GetProperty("summary").GetString()!.Length > 5);
                }
            }
        }

        string[] own = ["/v1/uploads/{id}", "/v1/assets/{id}/{name}", "/create/v1/assets", "/v1/renders"];
        foreach (var path in own)
            Assert.True(ours.TryGetProperty(path, out _), path);
    }
}
