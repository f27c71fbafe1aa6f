namespace Framemill.Media.Assets;

/// <summary>Brings assets to the local disk: over HTTP through guards, or from a folder of the user's.</summary>
public sealed class AssetFetcher : IDisposable
{
    private readonly AssetOptions _options;
    private readonly TimeProvider _time;
    private readonly AssetCache _cache;
    private readonly KnownUrls _known;
    private readonly HttpClient _client;
    private readonly SharedFetches _shared = new();
    private readonly SemaphoreSlim _slots;
    private readonly Func<Uri, string?> _ownFile;

    /// <param name="folder">Where fetched assets are kept; may hold those of an earlier run.</param>
    /// <param name="ownFile">The file behind a URL of this server's own, which is never asked for over HTTP.</param>
    public AssetFetcher(
        AssetOptions options, string folder, TimeProvider time, GuardedHttp? http = null,
        Func<Uri, string?>? ownFile = null)
    {
        _ownFile = ownFile ?? (_ => null);
        _options = options;
        _time = time;
        _cache = new AssetCache(folder, options.CacheBytesMax, time);
        _known = new KnownUrls(folder);
        _client = new HttpClient((http ?? new GuardedHttp(options)).CreateHandler())
        {
            Timeout = Timeout.InfiniteTimeSpan, // Our own clocks measure the whole and each standstill.
        };
        _slots = new SemaphoreSlim(options.ParallelFetchesMax);
    }

    /// <param name="source">An http(s) URL, a data: URL, or, with a root, a path below the root.</param>
    /// <param name="localRoot">Folder that relative paths start from; null when local files are not allowed.</param>
    public async Task<AssetResult> FetchAsync(string source, string? localRoot, CancellationToken cancellationToken)
    {
        if (source.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return TakeData(source);
        var isUrl = Uri.TryCreate(source, UriKind.Absolute, out var url);
        if (isUrl && _ownFile(url!) is { } own)
            return await LocalAssets.OpenAsync(own, "/", false, _options.AssetBytesMax, cancellationToken);
        if (isUrl && url!.Scheme is "http" or "https" && url!.Host.Length > 0)
            return await ShareAsync(url, cancellationToken);
        if (isUrl && !url!.IsFile)
            return new AssetProblem(AssetProblemCode.Forbidden,
                $"Assets are not fetched by '{url.Scheme}:', only by http and https.");
        if (localRoot is null)
        {
            return isUrl
                ? new AssetProblem(AssetProblemCode.Forbidden, "Files of this machine are not read.")
                : new AssetProblem(AssetProblemCode.InvalidUrl, $"'{source}' is not a URL.");
        }

        return await LocalAssets.OpenAsync(
            source, localRoot, _options.LocalFilesAnywhere, _options.AssetBytesMax, cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _slots.Dispose();
    }

    private AssetResult TakeData(string source)
    {
        if (source.Length / 4 * 3 > _options.AssetBytesMax)
            return new AssetProblem(AssetProblemCode.TooLarge, "The data: URL is larger than an asset may be.");
        if (DataUrl.Read(source) is not { } bytes)
            return new AssetProblem(AssetProblemCode.InvalidUrl, "The data: URL cannot be read.");
        var part = _cache.NewPart();
        File.WriteAllBytes(part, bytes);
        return _cache.Add(part, AssetCache.Hash(bytes));
    }

    /// <summary>Each who waits gets a lease of his own on the one file.</summary>
    private async Task<AssetResult> ShareAsync(Uri url, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await _shared.RunAsync(url.AbsoluteUri, token => FetchAsync(url, token), cancellationToken);
            if (outcome is AssetProblem problem) return problem;
            // Gone again already in a cache that is far too small: once more.
            if (_cache.Find((string)outcome) is { } asset) return asset;
        }
    }

    /// <summary>The hash of what the URL gave, now in the cache, or a problem.</summary>
    private async Task<object> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        var part = _cache.NewPart();
        try
        {
            using var whole = new CancellationTokenSource(TimeSpan.FromSeconds(_options.FetchSecondsMax), _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, whole.Token);
            try
            {
                return await AttemptsAsync(url, part, either.Token);
            }
            catch (OperationCanceledException) when (whole.IsCancellationRequested
                && !cancellationToken.IsCancellationRequested)
            {
                return new AssetProblem(
                    AssetProblemCode.TimedOut,
                    $"'{url.Host}' did not deliver within {_options.FetchSecondsMax} seconds.");
            }
        }
        finally
        {
            File.Delete(part);
            _slots.Release();
        }
    }

    private async Task<object> AttemptsAsync(Uri url, string part, CancellationToken cancellationToken)
    {
        var known = _known.Find(url.AbsoluteUri);
        using var held = known is null ? null : _cache.Find(known.Sha256);
        using var download = new HttpDownload(_client, _options, _time, url, part);
        for (var attempt = 1; ; attempt++)
        {
            var problem = await download.AttemptAsync(held is null ? null : known!.Mark, cancellationToken);
            if (problem is null) break;
            if (!problem.IsTransient || attempt >= _options.AttemptsMax) return problem;
            var delay = TimeSpan.FromSeconds(_options.RetryDelaySeconds * Math.Pow(2, attempt - 1));
            await Task.Delay(delay, _time, cancellationToken);
        }

        if (download.IsUnchanged) return held!.Sha256;
        var sha256 = download.Sha256();
        _cache.Add(part, sha256).Dispose();
        if (download.Mark is { } mark) _known.Remember(url.AbsoluteUri, new KnownUrl(sha256, mark.ToString()));
        return sha256;
    }
}
