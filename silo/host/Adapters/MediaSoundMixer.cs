using System.Text.Json;
using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Sources;
using Framemill.Ports;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Adapters;

/// <summary>Mixes and encodes a film's sound and stores it under its content key.</summary>
internal sealed class MediaSoundMixer(
    FilmDesk desk, SoundMixer mixer, SoundEncoder encoder, AudioDecoder decoder, DiskObjectStore objects,
    IOptions<SoundOptions> options) : ISoundMixer
{
    public async Task<StoredSound> MixAsync(MixSound work, CancellationToken cancellationToken)
    {
        using var hold = await desk.HoldAsync(work.ManifestKey, cancellationToken);
        var film = hold.Prepared.Film;
        var scratch = objects.NewTemporaryPath(".f32");
        var soundPath = objects.NewTemporaryPath(".sound");
        var plan = SoundPlan.Make(film);
        var sounds = new DecodedSounds(decoder, hold.Prepared.Sounds);
        // A short film needs no opening: all of its sound is there as soon.
        var isLong = film.Duration.ToDouble() >= options.Value.OpeningFrom.TotalSeconds;
        var shelf = isLong && film.Format != OutputFormat.Mp3
            ? new OpeningShelf(work, objects)
            : null;
        await using var opening = shelf is null
            ? null
            : await encoder.OpenAsync(plan.SampleCount, shelf.AddAsync, cancellationToken);
        using var mix = await mixer.MixAsync(plan, sounds, scratch, opening, cancellationToken);
        if (shelf is not null) await shelf.CompleteAsync(cancellationToken);
        try
        {
            if (film.Format == OutputFormat.Mp3)
            {
                await encoder.EncodeMp3Async(mix.WriteAsync, soundPath, cancellationToken);
                return await StoreAsync(work, ObjectKeys.SoundFilm(work.SoundKey), soundPath, cancellationToken);
            }

            var encoded = await encoder.EncodeAsync(plan.SampleCount, mix.WriteAsync, soundPath, cancellationToken);
            await StoreOutlineAsync(work.SoundKey, encoded, cancellationToken);

            // Last: with this object there, the sound counts as finished.
            return await StoreAsync(work, ObjectKeys.Sound(work.SoundKey), soundPath, cancellationToken);
        }
        finally
        {
            File.Delete(soundPath);
        }
    }

    private async Task<StoredSound> StoreAsync(
        MixSound work, string key, string path, CancellationToken cancellationToken)
    {
        var stored = await objects.PutFileAsync(key, path, cancellationToken);
        return new StoredSound(work.SoundKey, key, stored.Length);
    }

    private async Task StoreOutlineAsync(string soundKey, EncodedSound sound, CancellationToken cancellationToken)
    {
        var outline = JsonSerializer.SerializeToUtf8Bytes(SoundOutline.Of(sound), HostJson.Default.SoundOutline);
        await objects.PutAsync(ObjectKeys.SoundOutline(soundKey), new MemoryStream(outline), cancellationToken);
    }
}
