using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Framemill.Encoding;
using Framemill.Media.Encoders;
using Framemill.Media.Films;
using Framemill.Media.Frames;
using Framemill.Pixels;
using Framemill.Ports;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Adapters;

/// <summary>Encodes segments and stores them under their content keys.</summary>
internal sealed class MediaSegmentEncoder(
    FilmDesk desk, SegmentEncoder encoder, FrameStore frames, IObjectStore objects, PreviewPictures previews,
    IOptions<FilmOptions> options) : ISegmentEncoder
{
    public async Task<IEncodingSession> OpenAsync(EncodeSegment work, CancellationToken cancellationToken)
    {
        using var hold = await desk.HoldAsync(work.ManifestKey, cancellationToken);
        var film = hold.Prepared.Film;
        var session = await encoder.OpenAsync(
            new SegmentSpec
            {
                Format = FilmEncoding.FormatOf(film, options.Value),
                FrameCount = work.Segment.FrameCount,
                FirstFrame = work.Segment.FirstFrame,
                Index = work.Segment.Index,
            },
            cancellationToken);
        var initKey = InitKey(FilmEncoding.Describe(film, options.Value));
        return new Session(work, session, initKey, frames, objects, previews);
    }

    /// <summary>
    /// Segments of the same format share their initialisation part, so it is named by the format: who has a segment
    /// from an earlier render finds it without encoding anything.
    /// </summary>
    public static string InitKey(string format) =>
        ObjectKeys.Init(Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(format))));

    private sealed class Session(
        EncodeSegment work, SegmentSession session, string initKey, FrameStore frames, IObjectStore objects,
        PreviewPictures previews) : IEncodingSession
    {
        private PlanarImage? _first;

        public async Task FeedAsync(FrameBatch batch, CancellationToken cancellationToken)
        {
            for (var i = 0; i < batch.FrameCount; i++)
            {
                using var image = frames.Hold(batch.Handles[i])
                    ?? throw new InvalidOperationException($"Frame {batch.FirstFrame + i} is not in the frame store.");
                if (FrameChecksum.Of(image) != batch.Checksums[i])
                {
                    throw new InvalidOperationException($"Frame {batch.FirstFrame + i} changed in the frame store.");
                }

                _first ??= image.AddReference();
                await session.WriteAsync(image, cancellationToken);
                frames.Release(batch.Handles[i]);
            }
        }

        public async Task<StoredSegment> CompleteAsync(CancellationToken cancellationToken)
        {
            var encoded = await session.CompleteAsync(cancellationToken);
            if (objects.Find(initKey) is null) await PutAsync(initKey, encoded.Init, cancellationToken);
            var key = ObjectKeys.Segment(work.Segment.ContentKey);
            await PutAsync(key, encoded.Fragment, cancellationToken);
            await ShowAsync(cancellationToken);
            return new StoredSegment(
                work.Segment.ContentKey, key, initKey, encoded.Fragment.Length, encoded.FrameCount);
        }

        public async ValueTask DisposeAsync()
        {
            _first?.Release();
            _first = null;
            await session.DisposeAsync();
        }

        /// <summary>The film's first segment is what a viewer waits for: its picture must not hold it up.</summary>
        private async Task ShowAsync(CancellationToken cancellationToken)
        {
            if (_first is null) return;
            if (work.Segment.Index > 0) await previews.PublishAsync(work.RenderId, _first, cancellationToken);
            else _ = ShowLaterAsync(_first.AddReference());
        }

        private async Task ShowLaterAsync(PlanarImage picture)
        {
            try
            {
                await previews.PublishAsync(work.RenderId, picture, CancellationToken.None);
            }
            finally
            {
                picture.Release();
            }
        }

        private async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            await objects.PutAsync(key, ReadOnlyStream(content), cancellationToken);

        private static MemoryStream ReadOnlyStream(ReadOnlyMemory<byte> content) =>
            MemoryMarshal.TryGetArray(content, out var array)
                ? new(array.Array!, array.Offset, array.Count, writable: false)
                : new(content.ToArray(), writable: false);
    }
}
