using Framemill.Media.Encoders;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Logging;

namespace Framemill.Silo.Adapters;

/// <summary>Small pictures of where a render is: the first frame of the segment that was finished last.</summary>
internal sealed partial class PreviewPictures(
    PictureEncoder pictures, DiskObjectStore objects, ILogger<PreviewPictures> logger)
{
    private static readonly FrameSize Largest = new(480, 480);

    /// <summary>Never fails: a render does not fail for a picture that is only looked at meanwhile.</summary>
    public async Task PublishAsync(string renderId, PlanarImage image, CancellationToken cancellationToken)
    {
        var path = objects.NewTemporaryPath(".jpg");
        try
        {
            var size = WorkingSize.Within(new FrameSize(image.Width, image.Height), Largest);
            await pictures.WriteAsync(image, PictureFormat.Jpg, path, size, cancellationToken);
            await objects.PutFileAsync(ObjectKeys.File(renderId, "preview.jpg"), path, cancellationToken);
        }
        catch (Exception exception) when (exception is EncodingException or IOException or ObjectStoreException)
        {
            LogNoPreview(exception, renderId);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Render {Render}: no preview was made")]
    private partial void LogNoPreview(Exception exception, string render);
}
