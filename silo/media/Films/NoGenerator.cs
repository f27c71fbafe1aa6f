using Framemill.Media.Edits;

namespace Framemill.Media.Films;

/// <summary>Stands where no models are: says which one would be needed.</summary>
public sealed class NoGenerator : IAssetGenerator
{
    public Task<GenerationResult> GenerateAsync(AssetReference reference, CancellationToken cancellationToken) =>
        Task.FromResult(new GenerationResult(null, Reason(reference)));

    private static string Reason(AssetReference reference)
    {
        var wanted = GeneratedMedia.UseOf(reference) switch
        {
            AssetUse.Video when reference.Asset is ImageToVideoAsset => "a video from a picture",
            AssetUse.Video => "a video from a prompt",
            AssetUse.Audio => "a sound from a prompt",
            _ => "a picture from a prompt",
        };
        return GeneratedMedia.ModelOf(reference.Asset) is { } model
            ? $"The model \"{model}\" is not on this server, nor any other that makes {wanted}."
            : $"No model on this server makes {wanted}.";
    }
}
