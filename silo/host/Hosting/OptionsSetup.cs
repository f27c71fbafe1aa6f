using Framemill.Media.Assets;
using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Encoders;
using Framemill.Media.Films;
using Framemill.Media.Sound;
using Framemill.Media.Sources;
using Framemill.Storage.Objects;
using Framemill.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Framemill.Silo.Hosting;

/// <summary>
/// Binds the settings of rooms and server to their sections and checks all of them before the server starts.
/// </summary>
internal static class OptionsSetup
{
    public static void AddFramemillOptions(this IServiceCollection services)
    {
        services.AddChecked<ServerOptions>(ServerOptions.Section);
        services.AddChecked<ClusterOptions>(ClusterOptions.Section);
        services.AddChecked<EditLimits>(EditLimits.Section);
        services.AddChecked<AssetOptions>(AssetOptions.Section);
        services.AddChecked<SourceOptions>(SourceOptions.Section);
        services.AddChecked<CompositionOptions>(CompositionOptions.Section);
        services.AddChecked<SoundOptions>(SoundOptions.Section);
        services.AddChecked<FilmOptions>(FilmOptions.Section);
        services.AddChecked<EncodingOptions>(EncodingOptions.Section);
        services.AddChecked<DiskObjectStoreOptions>(DiskObjectStoreOptions.Section);
        services.AddChecked<SqliteDatabaseOptions>(SqliteDatabaseOptions.Section);
    }

    private static void AddChecked<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
