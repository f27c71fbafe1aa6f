using System.CommandLine;
using Framemill.Silo.Hosting;
using Microsoft.Extensions.Hosting;

namespace Framemill.Silo.Commands;

/// <summary><c>serve</c>: the HTTP server, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string?>(
            "--urls") { Description = "Address to listen on (setting Urls). Default: http://127.0.0.1:5380" };
        var data = SharedOptions.Data();
        var hosts = SharedOptions.AllowedAssetHosts();
        var command = new Command("serve", "Serve the HTTP API and the studio page.") { urls, data, hosts };
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = SharedOptions.Settings(parsed, data, hosts);
            if (parsed.GetValue(urls) is { } address) settings["Urls"] = address;
            return RunAsync(settings, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        try
        {
            await using var server = FramemillServer.Build(settings);
            server.KeepTemporaryFilesInData();
            await server.App.StartAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"Framemill serves on {string.Join(' ', server.App.Urls)}");
            await server.App.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (StartException exception)
        {
            await Console.Error.WriteLineAsync($"framemill: {exception.Message}");
            return 1;
        }
    }
}
