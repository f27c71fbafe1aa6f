using System.Reflection;
using System.Runtime.InteropServices;
using Framemill.Api.Ports;
using Framemill.Api.Studio;
using Framemill.Gpu;
using Framemill.Ports;
using Framemill.Silo.Adapters;
using Framemill.Silo.Readings;
using Microsoft.Extensions.DependencyInjection;

namespace Framemill.Silo.Hosting;

/// <summary>What grains and the HTTP door ask for, each with its adapter.</summary>
internal static class PortSetup
{
    public static void AddPorts(this IServiceCollection services)
    {
        services.AddSingleton<FilmDesk>();
        services.AddSingleton<PreviewPictures>();
        services.AddSingleton<IEditReader, MediaEditReader>();
        services.AddSingleton<IFilmPreparer, MediaFilmPreparer>();
        services.AddSingleton<IFrameRenderer, MediaFrameRenderer>();
        services.AddSingleton<IFrameStore, MediaFrameStore>();
        services.AddSingleton<ISegmentEncoder, MediaSegmentEncoder>();
        services.AddSingleton<ISoundMixer, MediaSoundMixer>();
        services.AddSingleton<IFilmAssembler, MediaFilmAssembler>();
        services.AddSingleton<IPlaylistPublisher, MediaPlaylists>();
        services.AddSingleton<IFinishedParts, FinishedPartsInStore>();
        services.AddSingleton<ICallbackSender, HttpCallbacks>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<OwnFiles>();
        services.AddSingleton<MediaRenditions>();
        services.AddSingleton<IAssetMaker, MediaAssetMaker>();
        services.AddSingleton<DeviceReadings>();
    }

    public static void AddDoorPorts(this IServiceCollection services)
    {
        services.AddSingleton<IFilmFiles, StoredFilmFiles>();
        services.AddSingleton<IUploadedFiles, StoredUploads>();
        services.AddSingleton<IMediaInspector, MediaInspector>();
        services.AddSingleton(s => new ServerAddress(() => s.GetRequiredService<PublicAddress>().Base));
        services.AddSingleton(_ => About());
        services.AddSingleton(_ => Examples());
    }

    private static AboutServer About() => new()
    {
        Name = "Framemill",
        Version = typeof(PortSetup).Assembly.GetName().Version!.ToString(3),
        Engine = OrleansWiring.Engine,
        Runtime = RuntimeInformation.FrameworkDescription,
        Tools = new Dictionary<string, string>
        {
            ["cores"] = $"{Environment.ProcessorCount}",
            ["cards"] = Cards(),
        },
    };

    private static string Cards() => GpuSurvey.Run() switch
    {
        GpuSurvey.None none => $"none: {none.Reason}",
        GpuSurvey.Found found => string.Join(", ", found.Cards.Select(card => card.Name)),
        var other => throw new InvalidOperationException($"A survey of an unknown kind: {other}."),
    };

    private static ExampleEdits Examples()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new ExampleEdits(
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith("examples/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new ExampleEdit(Path.GetFileNameWithoutExtension(name), Read(assembly, name))),
        ]);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
