using System.Text.Json;
using Framemill.Media.Encoders;
using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Films;
using Framemill.Media.Timelines;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Adapters;

/// <summary>Writes the HLS playlists of a growing film. The master comes last: with it, the film is playable.</summary>
internal sealed class MediaPlaylists(FilmDesk desk, IObjectStore objects, IOptions<FilmOptions> options)
    : IPlaylistPublisher
{
    public async Task PublishAsync(PublishPlaylists work, CancellationToken cancellationToken)
    {
        if (work.SegmentsReady == 0) return;
        using var hold = await desk.HoldAsync(work.Plan.ManifestKey, cancellationToken);
        var initKey = MediaSegmentEncoder.InitKey(FilmEncoding.Describe(hold.Prepared.Film, options.Value));
        var ready = work.Plan.Segments.Take(work.SegmentsReady).ToList();
        var rate = new FrameRate(work.Plan.RateNumerator, work.Plan.RateDenominator);
        var video = new HlsMedia
        {
            InitUri = ObjectKeys.PartUri(initKey),
            Parts = [.. ready.Select(segment => PartOf(segment, rate))],
            IsComplete = ready.Count == work.Plan.Segments.Count,
            PartSecondsTarget = work.Plan.Segments.Max(segment => SecondsOf(segment, rate)),
        };
        await PutAsync(work.RenderId, "video", HlsPlaylists.Media(video), cancellationToken);
        var sound = await PublishSoundAsync(work, cancellationToken);
        var master = new HlsMaster
        {
            Video = new HlsVideo(
                "video.m3u8", await CodecAsync(initKey, cancellationToken), work.Plan.Width, work.Plan.Height, rate,
                ready.Max(segment => BitsPerSecond(segment, rate))),
            Sound = sound,
        };
        await PutAsync(work.RenderId, "master", HlsPlaylists.Master(master), cancellationToken);
    }

    private async Task<HlsSound?> PublishSoundAsync(PublishPlaylists work, CancellationToken cancellationToken)
    {
        if (work.Plan.SoundKey is not { } key) return null;
        if (!work.SoundIsReady)
        {
            var opening = await OutlineAsync(ObjectKeys.OpeningOutline(key), cancellationToken);
            return new HlsSound("opening.m3u8", opening.Codec, opening.BitsPerSecondPeak);
        }

        var outline = await OutlineAsync(ObjectKeys.SoundOutline(key), cancellationToken);
        var uri = ObjectKeys.PartUri(ObjectKeys.Sound(key));
        var media = new HlsMedia
        {
            InitUri = uri,
            InitBytes = new ByteRange(0, outline.InitBytes),
            Parts = [.. outline.Parts
                .Select(part => new HlsPart(uri, part.Seconds, new ByteRange(part.Offset, part.Bytes)))],
            IsComplete = true,
            PartSecondsTarget = outline.Parts.Max(part => part.Seconds),
        };
        await PutAsync(work.RenderId, "audio", HlsPlaylists.Media(media), cancellationToken);
        return new HlsSound("audio.m3u8", outline.Codec, outline.BitsPerSecondPeak);
    }

    private async Task<SoundOutline> OutlineAsync(string key, CancellationToken cancellationToken)
    {
        await using var stored = objects.OpenRead(key);
        return (await JsonSerializer.DeserializeAsync(stored, HostJson.Default.SoundOutline, cancellationToken))!;
    }

    private async Task<string> CodecAsync(string initKey, CancellationToken cancellationToken)
    {
        await using var stream = objects.OpenRead(initKey);
        var init = new byte[stream.Length];
        await stream.ReadExactlyAsync(init, cancellationToken);
        return CodecStrings.Read(init);
    }

    private long BitsPerSecond(PlannedSegment segment, FrameRate rate) =>
        (long)((objects.Find(ObjectKeys.Segment(segment.ContentKey))?.Length ?? 0) * 8 / SecondsOf(segment, rate));

    private static HlsPart PartOf(PlannedSegment segment, FrameRate rate) =>
        new(ObjectKeys.PartUri(ObjectKeys.Segment(segment.ContentKey)), SecondsOf(segment, rate));

    private static double SecondsOf(PlannedSegment segment, FrameRate rate) =>
        rate.TimeOf(segment.FrameCount).ToDouble();

    private async Task PutAsync(string renderId, string name, string playlist, CancellationToken cancellationToken) =>
        await objects.PutAsync(
            ObjectKeys.Playlist(renderId, name), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(playlist)),
            cancellationToken);
}
