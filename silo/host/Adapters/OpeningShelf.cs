using System.Security.Cryptography;
using System.Text.Json;
using Framemill.Media.Encoders;
using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Sound;
using Framemill.Ports;
using Framemill.Storage.Objects;

namespace Framemill.Silo.Adapters;

/// <summary>
/// Stores the beginning of a film's sound, and more and more of it, and names it in a playlist of its own. The first
/// fragment goes at once, the others several in an object. A second try writes the same bytes under the same names.
/// </summary>
internal sealed class OpeningShelf(MixSound work, IObjectStore objects)
{
    private const int FragmentsPerObject = 5;

    /// <summary>Bits of the loudest fragment to come over those of the first: playlists must not promise too few.
    /// </summary>
    private const double BitsMargin = 2;

    private readonly List<HlsPart> _parts = [];
    private readonly List<OpeningPart> _waiting = [];
    private int _stored;

    public async Task AddAsync(OpeningPart part, CancellationToken cancellationToken)
    {
        _waiting.Add(part);
        var isFirst = _stored == 0;
        if (!isFirst && _waiting.Count < FragmentsPerObject) return;
        if (isFirst) await PutAsync(Key("init"), part.Init, cancellationToken);
        await StoreAsync(isComplete: false, cancellationToken);
        if (!isFirst) return;
        var outline = new SoundOutline
        {
            Codec = CodecStrings.Read(part.Init.Span),
            InitBytes = part.Init.Length,
            BitsPerSecondPeak = (long)(part.Bytes.Length * 8 / part.Seconds * BitsMargin),
            Parts = [],
        };
        await PutAsync(
            ObjectKeys.OpeningOutline(work.SoundKey),
            JsonSerializer.SerializeToUtf8Bytes(outline, HostJson.Default.SoundOutline), cancellationToken);
        if (work.Opened is { } opened) await opened();
    }

    /// <summary>Nothing more comes.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) => StoreAsync(isComplete: true, cancellationToken);

    private async Task StoreAsync(bool isComplete, CancellationToken cancellationToken)
    {
        if (_waiting.Count > 0) await StoreWaitingAsync(cancellationToken);
        var playlist = System.Text.Encoding.UTF8.GetBytes(HlsPlaylists.Media(new HlsMedia
        {
            InitUri = ObjectKeys.PartUri(Key("init")),
            Parts = _parts,
            IsComplete = isComplete,
            PartSecondsTarget = _parts.Max(part => part.Seconds),
        }));
        var name = ObjectKeys.Playlist(work.RenderId, "opening");
        // A player that read a longer one from an earlier try must not see it shrink.
        if (objects.Find(name) is { } old && old.Length >= playlist.Length) return;
        await PutAsync(name, playlist, cancellationToken);
    }

    private async Task StoreWaitingAsync(CancellationToken cancellationToken)
    {
        var key = Key($"{_stored++}");
        var uri = ObjectKeys.PartUri(key);
        using var content = new MemoryStream();
        foreach (var part in _waiting)
        {
            _parts.Add(new(uri, part.Seconds, new ByteRange(content.Position, part.Bytes.Length)));
            content.Write(part.Bytes.Span);
        }

        _waiting.Clear();
        await PutAsync(key, content.GetBuffer().AsMemory(0, (int)content.Length), cancellationToken);
    }

    private string Key(string part)
    {
        var name = System.Text.Encoding.UTF8.GetBytes($"{work.SoundKey}/opening/{part}");
        return ObjectKeys.OpeningPart(Convert.ToHexStringLower(SHA256.HashData(name)));
    }

    private async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        await objects.PutAsync(key, new MemoryStream(content.ToArray(), writable: false), cancellationToken);
}
