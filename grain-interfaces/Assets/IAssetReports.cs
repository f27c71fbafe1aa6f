namespace Framemill.Assets;

/// <summary>How work beside an asset's turns tells of its end.</summary>
[Alias("framemill.assets.IAssetReports")]
public interface IAssetReports : IGrainWithStringKey
{
    [Alias("made")]
    Task MadeAsync(AssetOutcome outcome);

    [Alias("callback-settled")]
    Task CallbackSettledAsync();
}
