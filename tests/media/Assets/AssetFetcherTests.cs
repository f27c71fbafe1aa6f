using System.Net;
using System.Security.Cryptography;
using Framemill.Media.Assets;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Assets;

public sealed class AssetFetcherTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(300_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FetchAsync_AllowedHost_BringsTheBytes()
    {
        await using var server = Serving(_bytes);
        using var fetcher = Fetcher(Allowing(server));

        var result = await fetcher.FetchAsync(server.Url + "/a.jpg", null, Cancellation);

        using var asset = Assert.IsType<FetchedAsset>(result.Asset);
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(asset.Path, Cancellation));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_bytes)), asset.Sha256);
        Assert.Equal(_bytes.Length, asset.Bytes);
        Assert.Empty(Directory.GetFiles(_folder["cache/parts"]));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/a")]
    [InlineData("http://localhost:{0}/a")]
    [InlineData("http://[::1]:{0}/a")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/a")]
    [InlineData("http://2130706433:{0}/a")]
    [InlineData("http://0x7f.1:{0}/a")]
    [InlineData("http://0:{0}/a")]
    [InlineData("http://innocent.example:{0}/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/a")]
    [InlineData("gopher://127.0.0.1:{0}/a")]
    public async Task FetchAsync_PlaceThatIsNotPublic_IsForbiddenAndNeverAsked(string pattern)
    {
        await using var server = Serving(_bytes);
        using var fetcher = Fetcher(new AssetOptions(), resolve: (host, cancellation) => host == "innocent.example"
            ? Task.FromResult(new[] { IPAddress.Loopback })
            : Dns.GetHostAddressesAsync(host, cancellation));

        var result = await fetcher.FetchAsync(string.Format(pattern, server.Port), null, Cancellation);

        Assert.Equal(AssetProblemCode.Forbidden, result.Problem?.Code);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task FetchAsync_RedirectToPrivateAddress_IsForbidden()
    {
        await using var secret = Serving(_bytes);
        await using var server = new LoopbackServer(context =>
        {
            context.Response.Redirect(secret.Url + "/secret");
            return Task.CompletedTask;
        });
        using var fetcher = Fetcher(Allowing(server));

        var result = await fetcher.FetchAsync(server.Url + "/a", null, Cancellation);

        Assert.Equal(AssetProblemCode.Forbidden, result.Problem?.Code);
        Assert.Empty(secret.Requests);
    }

    [Fact]
    public async Task FetchAsync_RedirectsForEver_GivesUp()
    {
        await using var server = new LoopbackServer(context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        using var fetcher = Fetcher(Allowing(server));

        var result = await fetcher.FetchAsync(server.Url + "/a", null, Cancellation);

        Assert.Equal(AssetProblemCode.TooManyRedirects, result.Problem?.Code);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_ConnectionBreaks_GoesOnWhereItStopped()
    {
        var asked = 0;
        await using var server = new LoopbackServer(async context =>
        {
            context.Response.Headers["ETag"] = "\"v1\"";
            var from = 0;
            if (context.Request.Headers["Range"] is { } range)
            {
                from = int.Parse(range.Split('=')[1].TrimEnd('-'));
                context.Response.StatusCode = 206;
                context.Response.Headers["Content-Range"] = $"bytes {from}-{_bytes.Length - 1}/{_bytes.Length}";
            }

            context.Response.ContentLength64 = _bytes.Length - from;
            var most = asked++ == 0 ? 100_000 : _bytes.Length - from;
            await context.Response.OutputStream.WriteAsync(_bytes.AsMemory(from, most));
            await context.Response.OutputStream.FlushAsync();
            if (most < _bytes.Length - from) context.Response.Abort();
        });
        using var fetcher = Fetcher(Allowing(server));

        var result = await fetcher.FetchAsync(server.Url + "/a", null, Cancellation);

        using var asset = Assert.IsType<FetchedAsset>(result.Asset);
        Assert.Equal(_bytes, await File.ReadAllBytesAsync(asset.Path, Cancellation));
        Assert.Equal(2, asked);
        Assert.Matches(@"^GET /a bytes=\d+-$", server.Requests.Last());
    }

    [Fact]
    public async Task FetchAsync_ServerIsIllAtFirst_TriesAgain()
    {
        var asked = 0;
        await using var server = new LoopbackServer(async context =>
        {
            if (asked++ < 2) context.Response.StatusCode = 503;
            else await context.Response.OutputStream.WriteAsync(_bytes);
        });
        using var fetcher = Fetcher(Allowing(server));

        var result = await fetcher.FetchAsync(server.Url + "/a", null, Cancellation);

        using var asset = Assert.IsType<FetchedAsset>(result.Asset);
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData(404, AssetProblemCode.NotFound, 1)]
    [InlineData(403, AssetProblemCode.Refused, 1)]
    [InlineData(500, AssetProblemCode.Unreachable, 4)]
    public async Task FetchAsync_StatusOfFailure_IsSaidAndRepeatedOnlyWhenItMayPass(int status,
        AssetProblemCode code, int times)
    {
        await using var server = new LoopbackServer(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var fetcher = Fetcher(Allowing(server));

        var result = await fetcher.FetchAsync(server.Url + "/a", null, Cancellation);

        Assert.Equal((code, times), (result.Problem!.Code, server.Requests.Count));
        Assert.Contains($"{status}", result.Problem.Text);
        Assert.Empty(Directory.GetFiles(_folder["cache/files"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FetchAsync_LargerThanAllowed_IsTooLarge(bool lengthIsDeclared)
    {
        await using var server = Serving(_bytes, lengthIsDeclared);
        var options = Allowing(server);
        options.AssetBytesMax = 200_000;
        using var fetcher = Fetcher(options);

        var result = await fetcher.FetchAsync(server.Url + "/a", null, Cancellation);

        Assert.Equal(AssetProblemCode.TooLarge, result.Problem?.Code);
        Assert.Empty(Directory.GetFiles(_folder["cache/parts"]));
    }

    [Fact]
    public async Task FetchAsync_ServerFallsSilent_TimesOut()
    {
        await using var server = new LoopbackServer(async context =>
        {
            context.Response.ContentLength64 = 1000;
            await context.Response.OutputStream.WriteAsync(new byte[10]);
            await context.Response.OutputStream.FlushAsync();
            await Task.Delay(Timeout.Infinite, Cancellation);
        });
        var options = Allowing(server);
        options.StallSecondsMax = 1;
        options.AttemptsMax = 1;
        using var fetcher = Fetcher(options);

        var result = await fetcher.FetchAsync(server.Url + "/a", null, Cancellation);

        Assert.Equal(AssetProblemCode.TimedOut, result.Problem?.Code);
    }

    [Fact]
    public async Task FetchAsync_ManyAtOnce_ShareOneDownload()
    {
        var open = new TaskCompletionSource();
        await using var server = new LoopbackServer(async context =>
        {
            await open.Task;
            await context.Response.OutputStream.WriteAsync(_bytes);
        });
        using var fetcher = Fetcher(Allowing(server));

        using var oneWhoLeaves = new CancellationTokenSource();
        var leaving = fetcher.FetchAsync(server.Url + "/a", null, oneWhoLeaves.Token);
        var all = Enumerable.Range(0, 10).Select(_ => fetcher.FetchAsync(server.Url + "/a", null,
            Cancellation)).ToArray();
        await oneWhoLeaves.CancelAsync();
        open.SetResult();
        var results = await Task.WhenAll(all);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.Single(server.Requests);
        Assert.Single(results.Select(result => result.Asset!.Path).Distinct());
    }

    [Fact]
    public async Task FetchAsync_SecondTimeUnchanged_IsNotSentAgain()
    {
        await using var server = new LoopbackServer(async context =>
        {
            context.Response.Headers["ETag"] = "\"v1\"";
            if (context.Request.Headers["If-None-Match"] == "\"v1\"") context.Response.StatusCode = 304;
            else await context.Response.OutputStream.WriteAsync(_bytes);
        });
        using (var fetcher = Fetcher(Allowing(server)))
            (await fetcher.FetchAsync(server.Url + "/a", null, Cancellation)).Asset!.Dispose();

        using var restarted = Fetcher(Allowing(server));
        using var asset = (await restarted.FetchAsync(server.Url + "/a", null, Cancellation)).Asset;

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(asset!.Path, Cancellation));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_CacheIsFull_TheLongestUnusedGoesButNoneThatIsHeld()
    {
        await using var server = new LoopbackServer(async context =>
        {
            var one = new byte[100_000];
            one[0] = (byte)context.Request.Url!.AbsolutePath[1];
            await context.Response.OutputStream.WriteAsync(one);
        });
        var options = Allowing(server);
        options.CacheBytesMax = 250_000;
        var time = new SteppingTime();
        using var fetcher = Fetcher(options, time);
        var held = (await fetcher.FetchAsync(server.Url + "/a", null, Cancellation)).Asset!;
        var second = (await fetcher.FetchAsync(server.Url + "/b", null, Cancellation)).Asset!;
        second.Dispose();

        using var third = (await fetcher.FetchAsync(server.Url + "/c", null, Cancellation)).Asset!;

        Assert.Equal((true, false, true), (File.Exists(held.Path), File.Exists(second.Path), File.Exists(third.Path)));
        held.Dispose();
    }

    [Fact]
    public async Task FetchAsync_DataUrl_IsReadInPlace()
    {
        using var fetcher = Fetcher(new AssetOptions());

        var encoded = await fetcher.FetchAsync(
            "data:image/png;base64," + Convert.ToBase64String(_bytes), null, Cancellation);
        var plain = await fetcher.FetchAsync("data:text/plain,hello%20there", null, Cancellation);
        var broken = await fetcher.FetchAsync("data:image/png;base64,%%%", null, Cancellation);

        Assert.Equal(_bytes, await File.ReadAllBytesAsync(encoded.Asset!.Path, Cancellation));
        Assert.Equal("hello there", await File.ReadAllTextAsync(plain.Asset!.Path, Cancellation));
        Assert.Equal(AssetProblemCode.InvalidUrl, broken.Problem?.Code);
    }

    [Fact]
    public async Task FetchAsync_LocalFiles_OnlyBelowTheRootAndOnlyWithOne()
    {
        Directory.CreateDirectory(_folder["edit/media"]);
        await File.WriteAllBytesAsync(_folder["edit/media/a.jpg"], _bytes, Cancellation);
        await File.WriteAllBytesAsync(_folder["outside.jpg"], _bytes, Cancellation);
        File.CreateSymbolicLink(_folder["edit/link.jpg"], _folder["outside.jpg"]);
        using var fetcher = Fetcher(new AssetOptions());
        async Task<AssetResult> Local(string source, bool root = true) =>
            await fetcher.FetchAsync(source, root ? _folder["edit"] : null, Cancellation);

        Assert.Equal(_folder["edit/media/a.jpg"], (await Local("media/a.jpg")).Asset?.Path);
        Assert.Equal(AssetProblemCode.NotFound, (await Local("media/b.jpg")).Problem?.Code);
        Assert.Equal(AssetProblemCode.Forbidden, (await Local("../outside.jpg")).Problem?.Code);
        Assert.Equal(AssetProblemCode.Forbidden, (await Local("link.jpg")).Problem?.Code);
        Assert.Equal(AssetProblemCode.Forbidden, (await Local("/etc/passwd")).Problem?.Code);
        Assert.Equal(AssetProblemCode.Forbidden, (await Local("file:///etc/passwd")).Problem?.Code);
        Assert.Equal(AssetProblemCode.InvalidUrl, (await Local("media/a.jpg", root: false)).Problem?.Code);
    }

    private AssetFetcher Fetcher(
        AssetOptions options, TimeProvider? time = null, Func<string, CancellationToken,
        Task<IPAddress[]>>? resolve = null)
    {
        options.RetryDelaySeconds = 0.01;
        var http = new GuardedHttp(options) { Resolve = resolve ?? Dns.GetHostAddressesAsync };
        return new AssetFetcher(options, _folder["cache"], time ?? TimeProvider.System, http);
    }

    private static AssetOptions Allowing(LoopbackServer server)
    {
        var options = new AssetOptions();
        options.AllowedHosts.Add($"127.0.0.1:{server.Port}");
        return options;
    }

    private static LoopbackServer Serving(byte[] bytes, bool lengthIsDeclared = true) => new(async context =>
    {
        if (lengthIsDeclared) context.Response.ContentLength64 = bytes.Length;
        else context.Response.SendChunked = true;
        await context.Response.OutputStream.WriteAsync(bytes);
    });

    /// <summary>Each look at the clock is a second later than the one before; timers run as ever.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _seconds;

        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(Interlocked.Increment(ref _seconds));
    }
}
