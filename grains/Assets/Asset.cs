namespace Framemill.Assets;

/// <summary>One asset as it is decided about: a value, and what is written down of it.</summary>
[GenerateSerializer, Immutable, Alias("framemill.assets.asset-state")]
public sealed record Asset
{
    [Id(0)] public int Schema { get; init; } = 1;
    [Id(1)] public AssetState State { get; init; }
    [Id(2)] public MakeAsset? Request { get; init; }
    [Id(3)] public AssetFile? File { get; init; }
    [Id(4)] public string? Error { get; init; }
    [Id(5)] public IReadOnlyList<AssetRendition> Renditions { get; init; } = [];
    [Id(6)] public bool CallbackIsDue { get; init; }
    [Id(7)] public DateTimeOffset Created { get; init; }
    [Id(8)] public DateTimeOffset Updated { get; init; }

    /// <summary>Where the bytes of an upload lie until they are looked at.</summary>
    [Id(9)] public string? UploadKey { get; init; }

    public bool IsThere => State != AssetState.None;

    /// <summary>True while something is to be done that a crash must not swallow.</summary>
    public bool IsOpen => State == AssetState.Importing || CallbackIsDue;

    public IEnumerable<string> ObjectKeys => Renditions.Select(r => r.File?.ObjectKey)
        .Append(File?.ObjectKey).Append(UploadKey).OfType<string>().Distinct();

    public Asset Begin(MakeAsset request, DateTimeOffset now)
    {
        var begun = this with { Request = request, Created = now, Updated = now };
        return request switch
        {
            { Refusal: { } reason } => begun with { State = AssetState.Failed, Error = reason },
            { ObjectKey: { } key } =>
                begun with { State = AssetState.Ready, File = new AssetFile { ObjectKey = key } },
            { Kind: AssetKind.Source, Url: null } => begun with { State = AssetState.Queued },
            _ => begun with { State = AssetState.Importing },
        };
    }

    public Asset Uploaded(string objectKey, DateTimeOffset now) =>
        this with { State = AssetState.Importing, UploadKey = objectKey, Updated = now };

    /// <summary>Whoever was deleted meanwhile stays so.</summary>
    public Asset Made(AssetOutcome outcome, DateTimeOffset now) => State != AssetState.Importing ? this : this with
    {
        State = outcome.File is null ? AssetState.Failed : AssetState.Ready,
        File = outcome.File,
        Error = outcome.Error,
        Renditions = outcome.Renditions,
        UploadKey = null,
        CallbackIsDue = Request!.Callback is not null,
        Updated = now,
    };

    public Asset Deleted(DateTimeOffset now) => this with
    {
        State = AssetState.Deleted,
        File = null,
        Renditions = [],
        UploadKey = null,
        CallbackIsDue = false,
        Updated = now,
    };
}
