using Framemill.Api;
using Framemill.Silo.Adapters;
using Framemill.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Framemill.Silo.Hosting;

/// <summary>The whole server in one process: silo, engines, HTTP.</summary>
internal sealed class FramemillServer : IAsyncDisposable
{
    private readonly DataDirectory _data;

    private FramemillServer(WebApplication app, DataDirectory data)
    {
        App = app;
        _data = data;
    }

    public WebApplication App { get; }

    /// <param name="settings">Settings of the command line; they win over file and environment.</param>
    /// <param name="listens">False for a process that only renders: no port is opened.</param>
    /// <exception cref="StartException">The server cannot start with these settings.</exception>
    public static FramemillServer Build(IReadOnlyDictionary<string, string?> settings, bool listens = true)
    {
        var builder =
            WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Insert(0, Quiet());
        builder.Configuration.AddInMemoryCollection(settings);
        var server =
            builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        var data = OpenData(server.DataDirectory);
        try
        {
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddFramemillOptions();
            builder.Services.AddMediaRoom(data);
            builder.Services.AddStorageRoom(data, builder.Configuration);
            builder.Services.AddPorts();
            OrleansWiring.AddSilo(builder, server, data);
            builder.Services.AddSingleton<NodeAgent>();
            // After the silo: it stops before it.
            builder.Services.AddHostedService(s => s.GetRequiredService<NodeAgent>());
            builder.Services.AddFramemillApi();
            builder.Services.AddDoorPorts();
            if (listens) builder.Services.AddHostedService<Rehearsal>();
            Listen(builder, listens);
            var app = builder.Build();
            app.MapFramemillApi();
            return new FramemillServer(app, data);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    /// <summary>
    /// From here on, what this process and its tools put into the temporary folder lies in the data directory, which is
    /// swept at the next start: a process that was killed leaves nothing for ever. For a process with one server in it.
    /// </summary>
    public void KeepTemporaryFilesInData() => Environment.SetEnvironmentVariable("TMPDIR", _data.TemporaryPath);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>Four lines for each request would hide what happens; every other source of settings wins.</summary>
    private static MemoryConfigurationSource Quiet() => new()
    {
        InitialData = new Dictionary<string, string?> { ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning" },
    };

    private static DataDirectory OpenData(string path)
    {
        try
        {
            return DataDirectory.Open(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(exception.Message, exception);
        }
    }

    private static void Listen(WebApplicationBuilder builder, bool listens)
    {
        if (!listens)
        {
            builder.Services.AddSingleton<IServer, NoServer>();
            return;
        }

        var addresses = builder.Configuration["Urls"] ?? ServerOptions.DefaultUrl;
        var hasKeys =
            builder.Configuration.GetSection($"{ApiOptions.Section}:{nameof(ApiOptions.Keys)}").GetChildren().Any();
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!hasKeys && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && url.IsLoopback))
            {
                throw new StartException($"Without API keys the server listens on loopback only, and {address} is not. "
                    + "Set Api__Keys__<key>=<tenant> in the environment, or use http://127.0.0.1:5380.");
            }
        }

        builder.WebHost.UseUrls(addresses);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    /// <summary>A web server that opens no port.</summary>
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
