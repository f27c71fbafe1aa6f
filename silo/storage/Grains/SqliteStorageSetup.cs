using Framemill.Storage.Grains;
using Framemill.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;

namespace Framemill.Storage;

/// <summary>Puts grain state and reminders of a silo into SQLite; the same lines serve both engines.</summary>
public static class SqliteStorageSetup
{
    public static ISiloBuilder AddSqliteGrainStorage(
        this ISiloBuilder builder, string name, Action<SqliteStorageOptions> configure)
    {
        AddDatabases(builder.Services);
        builder.Services.AddOptions<SqliteStorageOptions>(name).Configure(configure).ValidateDataAnnotations();
        builder.Services.AddGrainStorage(name, static (services, storage) => new SqliteGrainStorage(
            storage,
            services.GetRequiredService<IOptionsMonitor<SqliteStorageOptions>>().Get(storage),
            services.GetRequiredService<SqliteDatabases>()));
        return builder;
    }

    public static ISiloBuilder UseSqliteReminderService(
        this ISiloBuilder builder, Action<SqliteReminderOptions> configure)
    {
        builder.AddReminders();
        AddDatabases(builder.Services);
        builder.Services.AddOptions<SqliteReminderOptions>().Configure(configure).ValidateDataAnnotations();
        builder.Services.AddSingleton<IReminderTable, SqliteReminderTable>();
        return builder;
    }

    private static void AddDatabases(IServiceCollection services)
    {
        services.AddOptions<SqliteDatabaseOptions>().BindConfiguration(SqliteDatabaseOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<SqliteDatabases>();
    }
}
