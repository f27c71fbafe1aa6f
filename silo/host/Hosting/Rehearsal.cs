using Framemill.Encoding;
using Framemill.Media.Processes;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Hosting;

/// <summary>
/// Makes a film of a few tiny frames as soon as the server listens, and throws it away. Half of what the very first
/// film would cost before its first second is there is compiling code and loading fonts and tools: after the
/// rehearsal a user's first film starts like any other.
/// </summary>
internal sealed partial class Rehearsal(
    IEditReader reader, IFilmPreparer preparer, IFrameRenderer renderer, ISegmentEncoder encoder, ISoundMixer mixer,
    IPlaylistPublisher playlists, ProcessRunner processes, DiskObjectStore objects, IOptions<ServerOptions> server,
    IHostApplicationLifetime lifetime, ILogger<Rehearsal> logger) : BackgroundService
{
    private const string RenderId = "rehearsal";

    private const string Edit = """
        {
          "timeline": {
            "soundtrack": { "src": "sound.wav", "effect": "fadeOut" },
            "tracks": [
              { "clips": [{ "asset": { "type": "caption", "src": "words.srt" }, "start": 0, "length": 0.4 }] },
              { "clips": [{ "asset": { "type": "rich-text", "text": "Film" }, "start": 0, "length": 0.4 }] },
              { "clips": [
                { "asset": { "type": "video", "src": "clip.mp4" }, "start": 0.1, "length": 0.3, "scale": 0.5,
                  "transition": { "in": "fade" } }
              ] },
              { "clips": [
                { "asset": { "type": "image", "src": "picture.jpg" }, "start": 0, "length": 0.4, "effect": "zoomIn" }
              ] },
              { "clips": [
                { "asset": { "type": "text-to-speech", "text": "Film.", "voice": "Amy" }, "start": 0, "length": 0.4 }
              ] }
            ]
          },
          "output": { "format": "mp4", "size": { "width": 128, "height": 72 }, "fps": 25 }
        }
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!server.Value.Rehearses) return;
        var folder = objects.NewTemporaryPath(".rehearsal");
        try
        {
            await ServerListensAsync(stoppingToken);
            Directory.CreateDirectory(folder);
            await MakeMediaAsync(folder, stoppingToken);
            await MakeFilmAsync(folder, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Whatever goes wrong here, users' films are tried on their own.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
        finally
        {
            // Its parts are named by what they are: the next rehearsal writes the same few again.
            foreach (var stored in objects.List($"renders/{RenderId}/").ToList())
            {
                await objects.DeleteAsync(stored.Key, CancellationToken.None);
            }

            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task ServerListensAsync(CancellationToken cancellationToken)
    {
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listens.SetResult);
        await listens.Task.WaitAsync(cancellationToken);
    }

    private async Task MakeMediaAsync(string folder, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            Path.Combine(folder, "words.srt"), "1\n00:00:00,000 --> 00:00:00,400\nFilm\n", cancellationToken);
        var made = await processes.RunAsync(
            new ProcessRequest
            {
                Tool = Ffmpeg.Tool,
                WorkingDirectory = folder,
                Arguments =
                [
                    .. Ffmpeg.Quiet(), "-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=0.4",
                    "-f", "lavfi", "-i", "sine=r=48000:d=0.4",
                    "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "clip.mp4",
                    "-map", "0:v", "-frames:v", "1", "-pix_fmt", "yuvj420p", "picture.jpg", "-map", "1:a", "sound.wav",
                ],
            },
            ProcessLimits.Brief,
            cancellationToken);
        if (!made.Succeeded) throw new InvalidOperationException(made.Summary());
    }

    private async Task MakeFilmAsync(string folder, CancellationToken cancellationToken)
    {
        var reading = reader.Read(Edit, localFilesAllowed: true);
        var outcome = await preparer.PrepareAsync(
            new PrepareFilm { RenderId = RenderId, MergedEdit = reading.MergedEdit!, LocalAssetRoot = folder },
            cancellationToken);
        if (outcome is not PrepareOutcome.Prepared { Plan: var plan })
        {
            var errors = ((PrepareOutcome.Refused)outcome).Errors;
            throw new InvalidOperationException($"{errors[0].Pointer}: {errors[0].Detail}");
        }

        var mixing = mixer.MixAsync(new MixSound(RenderId, plan.ManifestKey, plan.SoundKey!), cancellationToken);
        await EncodeAsync(plan, cancellationToken);
        await mixing;
        await playlists.PublishAsync(
            new PublishPlaylists { RenderId = RenderId, Plan = plan, SegmentsReady = 1, SoundIsReady = true },
            cancellationToken);
    }

    private async Task EncodeAsync(FilmPlan plan, CancellationToken cancellationToken)
    {
        var segment = plan.Segments[0];
        await using var session = await encoder.OpenAsync(
            new EncodeSegment { RenderId = RenderId, ManifestKey = plan.ManifestKey, Segment = segment },
            cancellationToken);
        var lane = new RenderLane
        {
            RenderId = RenderId,
            ManifestKey = plan.ManifestKey,
            LeaseEpoch = 0,
            Segments = [segment],
        };
        await foreach (var batch in renderer.RenderAsync(lane, cancellationToken))
        {
            await session.FeedAsync(batch, cancellationToken);
        }

        await session.CompleteAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rehearsal film failed; the first film may start slowly")]
    private partial void LogFailed(Exception exception);
}
