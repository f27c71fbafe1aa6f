using Framemill.Media.Assets;
using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Sources;
using Framemill.Media.Text.Captions;
using Framemill.Media.Timelines;
using FactsKind = Framemill.Media.Timelines.MediaKind;
using ProbedKind = Framemill.Media.Sources.MediaKind;

namespace Framemill.Media.Films;

/// <summary>Brings one asset of an edit to this machine and learns all of it that a film needs.</summary>
public sealed class AssetGatherer(
    AssetFetcher fetcher, MediaFactsShelf files, FrameIndexShelf indexes, SpeechShelf speeches, FontShelf fonts,
    IAssetGenerator? generator = null)
{
    private readonly IAssetGenerator _generator = generator ?? new NoGenerator();

    private const int CaptionBytesMax = 8 * 1024 * 1024;

    public async Task<GatheredAsset> GatherAsync(
        AssetReference reference, string? localRoot, CancellationToken cancellationToken)
    {
        return reference switch
        {
            { Use: AssetUse.Generation } => await GenerateAsync(reference, cancellationToken),
            { Asset: TextToSpeechAsset speech } => await SpeakAsync(reference, speech, cancellationToken),
            { Use: AssetUse.Captions, Source: null } => await WriteDownAsync(reference, cancellationToken),
            _ => await FetchAsync(reference, localRoot, cancellationToken),
        };
    }

    /// <summary>Brings an asset back that was gathered before; it must still be the same bytes.</summary>
    public async Task<GatheredAsset> ReopenAsync(
        ManifestAsset asset, AssetReference reference, string? localRoot, CancellationToken cancellationToken)
    {
        if (asset.Source is null || reference.Use is AssetUse.Generation)
        {
            var made = await GatherAsync(reference, localRoot, cancellationToken);
            if (made.Asset is null || made.Asset.Manifest.Facts.ContentHash == asset.Facts.ContentHash) return made;
            made.Lease?.Dispose();
            return Changed(asset, reference.Use is AssetUse.Generation ? "what the model made" : "the spoken text");
        }

        var fetched = await fetcher.FetchAsync(asset.Source!, localRoot, cancellationToken);
        if (!fetched.Succeeded) return GatheredAsset.Refused(asset.Pointer, "not_fetched", fetched.Problem!.Text);
        if (fetched.Asset!.Sha256 != asset.Facts.ContentHash)
        {
            fetched.Asset.Dispose();
            return Changed(asset, $"'{asset.Source}'");
        }

        if (asset.Use == AssetUse.Font)
            return await CheckFontAsync(reference, fetched.Asset, cancellationToken) with { Lease = fetched.Asset };
        var (index, problem) = await IndexAsync(asset.Pointer, fetched.Asset, asset.Media, cancellationToken);
        return new()
        {
            Lease = fetched.Asset,
            Asset = problem is null ? new() { Manifest = asset, Path = fetched.Asset.Path, Index = index } : null,
            Problem = problem,
        };
    }

    private async Task<GatheredAsset> FetchAsync(
        AssetReference reference, string? localRoot, CancellationToken cancellationToken)
    {
        var fetched = await fetcher.FetchAsync(reference.Source!, localRoot, cancellationToken);
        if (!fetched.Succeeded)
        {
            return GatheredAsset.Refused(reference.Pointer, Code(fetched.Problem!.Code), fetched.Problem.Text);
        }

        var gathered = reference.Use switch
        {
            AssetUse.Captions => await ReadCaptionsAsync(reference, fetched.Asset!, cancellationToken),
            AssetUse.Font => await CheckFontAsync(reference, fetched.Asset!, cancellationToken),
            _ => await ProbeAsync(reference, fetched.Asset!, cancellationToken),
        };
        if (gathered.Problem is not null) fetched.Asset!.Dispose();
        return gathered with { Lease = gathered.Problem is null ? fetched.Asset : null };
    }

    private async Task<GatheredAsset> GenerateAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        var (file, reason) = await _generator.GenerateAsync(reference, cancellationToken);
        if (file is null) return GatheredAsset.Refused(reference.Pointer, "no_model", reason!);
        var gathered = await ProbeAsync(reference, file, cancellationToken);
        if (gathered.Problem is not null) file.Dispose();
        return gathered with { Lease = gathered.Problem is null ? file : null };
    }

    private async Task<GatheredAsset> ProbeAsync(
        AssetReference reference, FetchedAsset file, CancellationToken cancellationToken)
    {
        var probed = await files.OfAsync(file, cancellationToken);
        if (!probed.Succeeded) return new() { Problem = Problem(reference.Pointer, probed.Problem) };

        var media = probed.Value;
        if (Mismatch(GeneratedMedia.UseOf(reference), media) is { } mismatch)
        {
            return GatheredAsset.Refused(reference.Pointer, "wrong_media", mismatch);
        }

        var (index, problem) = await IndexAsync(reference.Pointer, file, media, cancellationToken);
        if (problem is not null) return new() { Problem = problem };

        var facts = new AssetFacts
        {
            Key = reference.Key,
            Kind = media.Kind switch
            {
                ProbedKind.Video when reference.Use is not (AssetUse.Audio or AssetUse.Soundtrack) => FactsKind.Video,
                ProbedKind.Picture or ProbedKind.Animation => FactsKind.Image,
                _ => FactsKind.Audio,
            },
            ContentHash = file.Sha256,
            Duration = index?.Duration ?? media.Duration,
            Size = media.Size,
            HasVideo = media.HasVideo,
            HasAudio = media.HasSound,
            FrameCount = index?.Count,
        };
        return Gathered(reference, file.Path, facts, media, index);
    }

    private async Task<(FrameIndex? Index, EditProblem? Problem)> IndexAsync(
        string pointer, FetchedAsset file, MediaFacts? media, CancellationToken cancellationToken)
    {
        if (media is not { HasVideo: true }) return (null, null);
        var index = await indexes.OfAsync(file, media, cancellationToken);
        return index.Succeeded ? (index.Value, null) : (null, Problem(pointer, index.Problem));
    }

    private async Task<GatheredAsset> ReadCaptionsAsync(
        AssetReference reference, FetchedAsset file, CancellationToken cancellationToken)
    {
        var cues = file.Bytes > CaptionBytesMax
            ? []
            : CaptionFile.Read(await File.ReadAllBytesAsync(file.Path, cancellationToken));
        if (cues.Count > 0)
        {
            return Plain(
                reference, file, FactsKind.Captions, new Rational(cues.Max(cue => cue.EndMilliseconds), 1000));
        }

        // The contract also lets a film or a recording stand here, to be written down.
        var probed = await files.OfAsync(file, cancellationToken);
        if (probed is { Succeeded: true, Value.HasSound: true }) return NoSpeechModel(reference);
        if (file.Bytes > CaptionBytesMax)
        {
            return GatheredAsset.Refused(reference.Pointer, "captions_too_long",
                $"The captions have {file.Bytes} bytes; {CaptionBytesMax} are allowed.");
        }

        return GatheredAsset.Refused(
            reference.Pointer, "no_captions", "The file holds no SRT, WebVTT or TTML captions.");
    }

    private static GatheredAsset NoSpeechModel(AssetReference reference) => GatheredAsset.Refused(
        reference.Pointer, "no_speech_model",
        "No model on this server understands recorded speech. Give the captions an SRT, WebVTT or TTML file, or the "
        + "alias of a text-to-speech clip.");

    private async Task<GatheredAsset> CheckFontAsync(
        AssetReference reference, FetchedAsset file, CancellationToken cancellationToken)
    {
        var (path, problem) = await fonts.CheckAsync(file, cancellationToken);
        if (problem is not null) return GatheredAsset.Refused(reference.Pointer, "font_unusable", problem);
        var plain = Plain(reference, file, FactsKind.Font, null);
        return plain with { Asset = plain.Asset! with { Path = path! } };
    }

    private async Task<GatheredAsset> SpeakAsync(
        AssetReference reference, TextToSpeechAsset speech, CancellationToken cancellationToken)
    {
        SpokenFile spoken;
        try
        {
            spoken = await speeches.SpeakAsync(reference.Key, speech, cancellationToken);
        }
        catch (SpeechException exception)
        {
            return GatheredAsset.Refused(reference.Pointer, "not_spoken", exception.Message);
        }

        var facts = new AssetFacts
        {
            Key = reference.Key,
            Kind = FactsKind.Audio,
            ContentHash = spoken.ContentHash,
            Duration = spoken.Media.Duration,
            HasAudio = true,
        };
        return Gathered(reference with { Source = null }, spoken.Path, facts, spoken.Media, null);
    }

    /// <summary>Captions of another clip: a voice's words are known, those of a recording nobody can tell.</summary>
    private async Task<GatheredAsset> WriteDownAsync(AssetReference reference, CancellationToken cancellationToken)
    {
        if (reference.Transcribed is not TextToSpeechAsset speech) return NoSpeechModel(reference);
        try
        {
            var written = await speeches.WriteDownAsync(speech, cancellationToken);
            var facts = new AssetFacts
            {
                Key = reference.Key,
                Kind = FactsKind.Captions,
                ContentHash = written.ContentHash,
                Duration = written.Media.Duration,
            };
            return Gathered(reference, written.Path, facts, null, null);
        }
        catch (SpeechException exception)
        {
            return GatheredAsset.Refused(reference.Pointer, "not_spoken", exception.Message);
        }
    }

    private static GatheredAsset Plain(
        AssetReference reference, FetchedAsset file, FactsKind kind, Rational? duration) =>
        Gathered(reference, file.Path, new AssetFacts
        {
            Key = reference.Key,
            Kind = kind,
            ContentHash = file.Sha256,
            Duration = duration,
        }, null, null);

    private static GatheredAsset Gathered(
        AssetReference reference, string path, AssetFacts facts, MediaFacts? media, FrameIndex? index) => new()
        {
            Asset = new FilmAsset
            {
                Path = path,
                Index = index,
                Manifest = new ManifestAsset
                {
                    Key = reference.Key.Value,
                    Use = reference.Use,
                    Source = reference.Source,
                    Pointer = reference.Pointer,
                    Facts = facts,
                    Media = media,
                },
            },
        };

    /// <summary>What is wrong when a file is good, but not for this place of the edit; null when it fits.</summary>
    private static string? Mismatch(AssetUse use, MediaFacts media) => use switch
    {
        AssetUse.Video when media.Kind is not (ProbedKind.Video or ProbedKind.Animation) =>
            $"The file holds no video ({media.Format}). Use an image or audio asset for it.",
        AssetUse.Image when media.Kind is ProbedKind.Video =>
            $"The file is a video ({media.Format}). Use a video asset for it.",
        AssetUse.Image when !media.HasPixels => $"The file holds no picture ({media.Format}).",
        AssetUse.Audio or AssetUse.Soundtrack when !media.HasSound => $"The file holds no sound ({media.Format}).",
        _ => null,
    };

    private static GatheredAsset Changed(ManifestAsset asset, string what) => GatheredAsset.Refused(
        asset.Pointer, "asset_changed", $"Not the same bytes any more that the render began with: {what}.");

    private static EditProblem Problem(string pointer, MediaProblem problem) =>
        new("media_" + Code(problem.Code), pointer, problem.Text);

    /// <summary>An enum value as a stable code: <c>TooLarge</c> is <c>too_large</c>.</summary>
    private static string Code<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) =>
            char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>An asset that is at hand, or the problem with it.</summary>
public sealed record GatheredAsset
{
    public EditProblem? Problem { get; init; }

    public FilmAsset? Asset { get; init; }

    /// <summary>Keeps the file in place until it is disposed; null when nothing has to be kept.</summary>
    public IDisposable? Lease { get; init; }

    public static GatheredAsset Refused(string pointer, string code, string message) =>
        new() { Problem = new EditProblem(code, pointer, message) };
}
