using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Framemill.Media.Assets;

/// <summary>
/// One asset on its way to a file, over as many attempts as it takes. What arrived stays when a connection breaks:
/// the next attempt asks for the rest.
/// </summary>
internal sealed class HttpDownload(
    HttpClient client, AssetOptions options, TimeProvider time, Uri source, string target) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _received;

    /// <summary>The strong entity tag of what is being received, if the server has one.</summary>
    public EntityTagHeaderValue? Mark { get; private set; }

    /// <summary>Set when the server said that what <c>known</c> marks is still current.</summary>
    public bool IsUnchanged { get; private set; }

    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    /// <summary>One attempt; null when the asset is complete.</summary>
    public async Task<AssetProblem?> AttemptAsync(string? known, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var clock = time.CreateTimer(
            _ => stall.Cancel(), null, TimeSpan.FromSeconds(options.StallSecondsMax), Timeout.InfiniteTimeSpan);
        try
        {
            return await FollowAsync(known, clock, stall.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(AssetProblemCode.TimedOut, $"'{source.Host}' stopped sending.");
        }
        catch (Exception error) when (Forbidden(error) is { } forbidden)
        {
            return new(AssetProblemCode.Forbidden,
                $"'{forbidden.Host}' is not on the public internet; its operator has not allowed it.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException && !FullDisk.Is(error))
        {
            return new(AssetProblemCode.Unreachable, $"'{source.Host}' could not be reached or broke off.");
        }
    }

    private async Task<AssetProblem?> FollowAsync(string? known, ITimer clock, CancellationToken cancellationToken)
    {
        var place = source;
        for (var redirects = 0; redirects <= options.RedirectsMax; redirects++)
        {
            using var request = Request(place, known);
            using var response = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            Moved(clock);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found
                    or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                || response.Headers.Location is not { } location)
            {
                return await TakeAsync(response, clock, cancellationToken);
            }

            place = new Uri(place, location);
            if (place.Scheme is not ("http" or "https"))
                return new(AssetProblemCode.Forbidden, "A redirect leads to something other than http or https.");
        }

        return new(AssetProblemCode.TooManyRedirects, $"More than {options.RedirectsMax} redirects.");
    }

    private HttpRequestMessage Request(Uri place, string? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, place);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Framemill", "1"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (_received > 0 && Mark is not null)
        {
            request.Headers.Range = new RangeHeaderValue(_received, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(Mark);
        }
        else if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return request;
    }

    private async Task<AssetProblem?> TakeAsync(
        HttpResponseMessage response, ITimer clock, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            IsUnchanged = true;
            return null;
        }

        if (Refusal(response) is { } refusal) return refusal;
        var continues = response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange?.From == _received;
        if (response.StatusCode == HttpStatusCode.PartialContent && !continues)
            return new(AssetProblemCode.Unreachable, $"'{source.Host}' sent another part than it was asked for.");
        if (!continues) Restart();
        Mark = response.Headers.ETag is { IsWeak: false } mark ? mark : null;
        if (_received + response.Content.Headers.ContentLength > options.AssetBytesMax) return TooLarge();

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var file = new FileStream(target, FileMode.OpenOrCreate, FileAccess.Write);
        file.Position = _received;
        file.SetLength(_received);
        var buffer = new byte[128 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            Moved(clock);
            if (_received + read > options.AssetBytesMax) return TooLarge();
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            _hash.AppendData(buffer, 0, read);
            _received += read;
        }

        return null;
    }

    private void Restart()
    {
        _received = 0;
        _hash.GetHashAndReset();
    }

    private void Moved(ITimer clock) =>
        clock.Change(TimeSpan.FromSeconds(options.StallSecondsMax), Timeout.InfiniteTimeSpan);

    private AssetProblem? Refusal(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            >= 200 and < 300 => null,
            404 or 410 => new(AssetProblemCode.NotFound, $"'{source.Host}' has no such file (status {status})."),
            408 or 425 or 429 or >= 500 =>
                new(AssetProblemCode.Unreachable, $"'{source.Host}' answered with status {status}."),
            _ => new(AssetProblemCode.Refused, $"'{source.Host}' refused with status {status}."),
        };
    }

    private AssetProblem TooLarge() =>
        new(AssetProblemCode.TooLarge,
            $"The file is larger than {options.AssetBytesMax:N0} bytes, the most that is fetched.");

    private static AddressForbiddenException? Forbidden(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is AddressForbiddenException forbidden) return forbidden;
        }

        return null;
    }
}
