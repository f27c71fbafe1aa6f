namespace Framemill.Media.Edits;

/// <summary>Finds what an edit needs from outside.</summary>
internal static class EditAssets
{
    public static IEnumerable<AssetReference> Of(Edit edit)
    {
        for (var i = 0; i < edit.Timeline.Fonts.Count; i++)
            yield return At(edit.Timeline.Fonts[i].Source, AssetUse.Font, $"/timeline/fonts/{i}/src", null);

        if (edit.Timeline.Soundtrack is { } soundtrack)
            yield return At(soundtrack.Source, AssetUse.Soundtrack, "/timeline/soundtrack/src", null);

        var spoken = ClipWalk.All(edit.Timeline.Tracks).Where(place => place.Clip.Alias is not null)
            .GroupBy(place => place.Clip.Alias!, place => place.Clip.Asset, StringComparer.Ordinal)
            .ToDictionary(places => places.Key, places => places.First(), StringComparer.Ordinal);
        for (var track = 0; track < edit.Timeline.Tracks.Count; track++)
        {
            var clips = edit.Timeline.Tracks[track].Clips;
            for (var clip = 0; clip < clips.Count; clip++)
            {
                if (Of(clips[clip].Asset, EditPointers.Asset(track, clip)) is { } reference)
                    yield return Heard(reference, spoken);
                if (clips[clip].Look is { } look)
                    yield return At(look.Source, AssetUse.Look, EditPointers.Clip(track, clip) + "/look/lut", null);
            }
        }
    }

    /// <summary>Null for an asset that lies in the edit itself.</summary>
    public static AssetReference? Of(Asset asset, string pointer) => asset switch
    {
        VideoAsset video => Media(asset, AssetUse.Video, video.Source, video.Generation, pointer),
        ImageAsset image => Media(asset, AssetUse.Image, image.Source, image.Generation, pointer),
        AudioAsset audio => Media(asset, AssetUse.Audio, audio.Source, audio.Generation, pointer),
        LumaAsset luma => At(luma.Source, AssetUse.Luma, pointer + "/src", asset),
        CaptionAsset caption => Captions(caption.Source, asset, pointer),
        RichCaptionAsset caption => Captions(caption.Source, asset, pointer),
        TextToSpeechAsset speech => new()
        {
            Key = AssetKey.Speech(speech),
            Use = AssetUse.Speech,
            Pointer = pointer + "/text",
            Asset = asset,
        },
        TextToImageAsset image => new()
        {
            Key = AssetKey.Generated("text-to-image", image.Prompt, null, $"{image.Width}x{image.Height}"),
            Use = AssetUse.Generation,
            Pointer = pointer + "/prompt",
            Asset = asset,
        },
        ImageToVideoAsset video => new()
        {
            Key = AssetKey.Generated("image-to-video", video.Prompt ?? "", video.AspectRatio, video.Source),
            Use = AssetUse.Generation,
            Pointer = pointer + "/src",
            Source = video.Source,
            Asset = asset,
        },
        TextAsset or RichTextAsset or TitleAsset or ShapeAsset or SvgAsset or HtmlAsset or Html5Asset => null,
        _ => throw new ArgumentOutOfRangeException(nameof(asset), asset, null),
    };

    private static AssetReference At(string source, AssetUse use, string pointer, Asset? asset) => new()
    {
        Key = AssetKey.Source(source),
        Use = use,
        Pointer = pointer,
        Source = source,
        Asset = asset,
    };

    private static AssetReference Media(
        Asset asset, AssetUse use, string? source, Generation? generation, string pointer)
    {
        // With a prompt, a source is only a placeholder for previews: the contract has the asset made anew.
        if (generation is null)
            return At(source ?? "", use, pointer + "/src", asset);
        return new()
        {
            Key = AssetKey.Generated(
                use.ToString().ToLowerInvariant(), generation.Prompt, generation.Model, generation.Options),
            Use = AssetUse.Generation,
            Pointer = pointer + "/prompt",
            Asset = asset,
        };
    }

    private static AssetReference Heard(AssetReference captions, Dictionary<string, Asset> spoken) =>
        captions.Use == AssetUse.Captions && ClipAlias.NameIn(captions.Source!) is { } name
            ? captions with { Source = null, Transcribed = spoken.GetValueOrDefault(name) }
            : captions;

    private static AssetReference Captions(string source, Asset asset, string pointer) =>
        At(source, AssetUse.Captions, pointer + "/src", asset);
}
