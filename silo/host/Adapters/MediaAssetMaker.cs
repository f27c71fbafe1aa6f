using Framemill.Assets;
using Framemill.Media.Assets;
using Framemill.Media.Edits;
using Framemill.Media.Sources;
using Framemill.Media.Sound;
using Framemill.Ports;
using Framemill.Storage.Objects;
using AssetKind = Framemill.Assets.AssetKind;

namespace Framemill.Silo.Adapters;

/// <summary>Fetches, looks at, speaks and converts, and puts what came of it into the object store.</summary>
internal sealed class MediaAssetMaker(
    AssetFetcher fetcher, MediaProbe probe, SpeechSynthesizer voice, MediaRenditions renditions,
    DiskObjectStore objects) : IAssetMaker
{
    public async Task<AssetOutcome> MakeAsync(
        MakeAsset request, string? uploadKey, CancellationToken cancellationToken)
    {
        if (request.Kind == AssetKind.Speech) return await SpeakAsync(request, cancellationToken);
        if (uploadKey is not null)
        {
            return objects.FindPath(uploadKey) is { } uploaded
                ? await KeepAsync(request, uploaded, ExtensionOf(request.FileName), cancellationToken, uploadKey)
                : new AssetOutcome { Error = "The upload is not there any more." };
        }

        var fetched = await fetcher.FetchAsync(request.Url!, null, cancellationToken);
        if (!fetched.Succeeded) return new AssetOutcome { Error = fetched.Problem.Text };
        using var asset = fetched.Asset;
        return await KeepAsync(request, asset.Path, ExtensionOf(request.Url!), cancellationToken);
    }

    public async Task DeleteAsync(IReadOnlyList<string> objectKeys, CancellationToken cancellationToken)
    {
        foreach (var key in objectKeys) await objects.DeleteAsync(key, cancellationToken);
    }

    private async Task<AssetOutcome> KeepAsync(
        MakeAsset request, string path, string? extension, CancellationToken cancellationToken, string? storedAs = null)
    {
        var looked = await probe.ProbeAsync(path, cancellationToken);
        // A copy is kept whatever it is; a source has to be media.
        if (!looked.Succeeded && request.Kind == AssetKind.Source)
        {
            if (storedAs is not null) await objects.DeleteAsync(storedAs, cancellationToken);
            return new AssetOutcome { Error = looked.Problem.Text };
        }

        var name = extension is null ? "source" : $"source.{extension}";
        var key = ObjectKeys.Asset(request.FileId, name);
        if (storedAs is null) await objects.PutFileAsync(key, CopyOf(path), cancellationToken);
        else key = storedAs;
        var made = new List<AssetRendition>();
        foreach (var wanted in request.Renditions)
        {
            made.Add(await renditions.MakeAsync(
                objects.FindPath(key)!, looked.Value, wanted, request.FileId, made.Count, cancellationToken));
        }

        return new AssetOutcome { File = FileOf(key, looked.Value), Renditions = made };
    }

    private async Task<AssetOutcome> SpeakAsync(MakeAsset request, CancellationToken cancellationToken)
    {
        var wave = objects.NewTemporaryPath(".wav");
        try
        {
            var speech = new TextToSpeechAsset
            {
                Text = request.Text!, Voice = request.Voice ?? "", Language = request.Language,
            };
            await voice.SpeakAsync(speech, wave, cancellationToken);
            var looked = await probe.ProbeAsync(wave, cancellationToken);
            var made = await renditions.MakeAsync(
                wave, looked.Value, """{"format":"mp3"}""", request.FileId, 0, cancellationToken);
            return new AssetOutcome { File = made.File, Error = made.Error };
        }
        catch (SpeechException error)
        {
            return new AssetOutcome { Error = error.Message };
        }
        finally
        {
            File.Delete(wave);
        }
    }

    public static AssetFile FileOf(string key, MediaFacts? facts) => new()
    {
        ObjectKey = key,
        Width = facts is { HasPixels: true } ? facts.Size.Width : null,
        Height = facts is { HasPixels: true } ? facts.Size.Height : null,
        DurationSeconds = facts?.Duration is { } duration ? Math.Round(duration.ToDouble(), 6) : null,
        FramesPerSecond = facts is { HasVideo: true, FrameRate: { } rate } ? Math.Round(rate.ToDouble(), 3) : null,
    };

    // The cache's file stays the cache's.
    private string CopyOf(string path)
    {
        var copy = objects.NewTemporaryPath(".copy");
        File.Copy(path, copy);
        return copy;
    }

    private static string? ExtensionOf(string? name)
    {
        if (name is null) return null;
        var path = Uri.TryCreate(name, UriKind.Absolute, out var url) ? url.AbsolutePath : name;
        var extension = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        return extension.Length is > 0 and <= 5 && extension.All(char.IsAsciiLetterOrDigit) ? extension : null;
    }
}
