using System.Collections.Concurrent;
using Framemill.Media.Encoders;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Logging;

namespace Framemill.Silo.Adapters;

/// <summary>Small pictures of where a render is: the first frame of the segment that was finished last.</summary>
internal sealed partial class PreviewPictures(
    PictureEncoder pictures, DiskObjectStore objects, PixelPool pool, TimeProvider time,
    ILogger<PreviewPictures> logger)
{
    /// <summary>A picture costs the start of a program: nobody looks more often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private const int RendersMax = 1_000;

    private static readonly FrameSize Largest = new(480, 480);

    private readonly ConcurrentDictionary<string, long> _lastOf = new(StringComparer.Ordinal);

    /// <summary>
    /// Publishes one unless the render's last one is younger than three seconds. Never fails: a render does not fail
    /// for a picture that is only looked at meanwhile.
    /// </summary>
    public async Task PublishAsync(string renderId, PlanarImage image, CancellationToken cancellationToken)
    {
        if (_lastOf.TryGetValue(renderId, out var last) && time.GetElapsedTime(last) < Pause) return;
        if (_lastOf.Count >= RendersMax) _lastOf.Clear();
        _lastOf[renderId] = time.GetTimestamp();
        var path = objects.NewTemporaryPath(".jpg");
        try
        {
            var size = WorkingSize.Within(new FrameSize(image.Width, image.Height), Largest);
            using var small = PlanarImage.Allocate(pool, size.Width, size.Height, hasAlpha: false);
            var map = AffineMap.Fit(image.Width, image.Height, 0, 0, size.Width, size.Height);
            LayerPainter.Paint(small, image, map, small.Bounds, 256, null);
            await pictures.WriteAsync(small, PictureFormat.Jpg, path, null, cancellationToken);
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
