using Framemill.Media.Assets;
using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Encoders;
using Framemill.Media.Films;
using Framemill.Media.Frames;
using Framemill.Media.Processes;
using Framemill.Media.Sound;
using Framemill.Media.Sources;
using Framemill.Pixels;
using Framemill.Silo.Adapters;
using Framemill.Storage;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Hosting;

/// <summary>The engines of the media and storage rooms, one of each in the process.</summary>
internal static class MediaSetup
{
    /// <summary>Some frames for the next film to begin with; the rest goes back to the system.</summary>
    private const long IdlePixelBytesMax = 24L << 20;

    public static void AddMediaRoom(this IServiceCollection services, DataDirectory data)
    {
        var cache = data.CachePath;
        services.AddSingleton<ProcessRunner>();
        services.AddSingleton(s => s.Settings<EditLimits>());
        services.AddSingleton(s => s.Settings<FilmOptions>());
        services.AddSingleton(s => new AssetFetcher(
            s.Settings<AssetOptions>(), Folder(cache, "assets"), s.GetRequiredService<TimeProvider>(),
            ownFile: s.GetRequiredService<OwnFiles>().PathOf));
        services.AddSingleton(s => new MediaProbe(s.GetRequiredService<ProcessRunner>(), s.Settings<SourceOptions>()));
        services.AddSingleton(
            s => new FrameIndexer(s.GetRequiredService<ProcessRunner>(), s.Settings<SourceOptions>()));
        services.AddSingleton(
            s => new AudioDecoder(s.GetRequiredService<ProcessRunner>(), s.Settings<SourceOptions>()));
        services.AddSingleton(s => new FrameIndexShelf(s.GetRequiredService<FrameIndexer>(), Folder(cache, "indexes")));
        services.AddSingleton(
            s => new SpeechSynthesizer(s.GetRequiredService<ProcessRunner>(), s.Settings<SoundOptions>()));
        services.AddSingleton(s => new SpeechShelf(s.GetRequiredService<SpeechSynthesizer>(), Folder(cache, "speech")));
        services.AddSingleton(s => new FontShelf(
            s.GetRequiredService<ProcessRunner>(), s.Settings<FilmOptions>(), Folder(cache, "fonts")));
        services.AddSingleton<MediaFactsShelf>();
        services.AddSingleton<AssetGatherer>();
        services.AddSingleton<FilmLibrary>();
        services.AddSingleton<FilmShelf>();
        services.AddSingleton(s => new FrameStore(s.Settings<FilmOptions>().LaneFramesMax));
        services.AddSingleton<PixelPool>(_ => new PixelPool(IdlePixelBytesMax));
        services.AddSingleton(_ => new RowBands(Environment.ProcessorCount));
        services.AddSingleton(s => new Compositor(
            s.GetRequiredService<PixelPool>(), s.GetRequiredService<RowBands>(), s.GetRequiredService<ProcessRunner>(),
            s.Settings<SourceOptions>(), s.Settings<CompositionOptions>()));
        services.AddSingleton(s => new SoundMixer(s.Settings<SoundOptions>()));
        services.AddSingleton(s => new SoundEncoder(s.GetRequiredService<ProcessRunner>(), s.Settings<SoundOptions>()));
        services.AddSingleton(s => new SegmentEncoder(s.Settings<EncodingOptions>()));
        services.AddSingleton(
            s => new PictureEncoder(s.GetRequiredService<ProcessRunner>(), s.Settings<EncodingOptions>()));
        services.AddSingleton(
            s => new GifEncoder(s.GetRequiredService<ProcessRunner>(), s.Settings<EncodingOptions>()));
        services.AddSingleton(s => new FilmAssembler(s.Settings<EncodingOptions>()));
    }

    public static void AddStorageRoom(
        this IServiceCollection services, DataDirectory data, IConfiguration configuration)
    {
        var options = configuration.GetSection(DiskObjectStoreOptions.Section).Get<DiskObjectStoreOptions>() ?? new();
        services.AddSingleton(_ => DiskObjectStore.Open(data.ObjectsPath, data.TemporaryPath, options));
        services.AddSingleton<IObjectStore>(s => s.GetRequiredService<DiskObjectStore>());
    }

    private static TOptions Settings<TOptions>(this IServiceProvider services)
        where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;

    private static string Folder(string cache, string name)
    {
        var folder = Path.Combine(cache, name);
        Directory.CreateDirectory(folder);
        return folder;
    }
}
