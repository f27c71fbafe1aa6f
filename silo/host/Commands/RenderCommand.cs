using System.CommandLine;
using Framemill.Media.Assets;
using Framemill.Renders;
using Framemill.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Spectre.Console;

namespace Framemill.Silo.Commands;

/// <summary><c>render</c>: one edit to one film, with a progress bar. Exit code 0 only with a whole film.</summary>
internal static class RenderCommand
{
    public static Command Create()
    {
        var edit = new Argument<FileInfo>("EDIT.json") { Description = "The edit; its media may be files beside it" };
        var film = new Option<FileInfo?>(
            "--output", "-o") { Description = "The film. Default: the edit's name with the film's extension" };
        var data = SharedOptions.Data();
        var hosts = SharedOptions.AllowedAssetHosts();
        var command = new Command("render", "Make the film of an edit.") { edit, film, data, hosts };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(edit)!, parsed.GetValue(film), SharedOptions.Settings(parsed, data, hosts),
                cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo edit, FileInfo? film, Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        if (!edit.Exists)
            return Fail($"There is no file '{edit}'. Give the path of an edit, such as examples/launch.json.");
        try
        {
            // Nothing listens: the grains are called inside the process.
            settings.TryAdd("Logging:LogLevel:Default", "Warning");

            // Who may run this command may read the files anyway.
            settings.TryAdd($"{AssetOptions.Section}:{nameof(AssetOptions.LocalFilesAnywhere)}", "true");
            await using var server = FramemillServer.Build(settings, listens: false);
            server.KeepTemporaryFilesInData();
            await server.App.StartAsync(cancellationToken);
            try
            {
                return await RenderAsync(server.App.Services, edit, film, cancellationToken);
            }
            finally
            {
                await server.App.StopAsync(CancellationToken.None);
            }
        }
        catch (StartException exception)
        {
            return Fail(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail("Stopped. Run the same command again to go on from the last finished segment.");
        }
    }

    private static async Task<int> RenderAsync(
        IServiceProvider services, FileInfo edit, FileInfo? film, CancellationToken cancellationToken)
    {
        var submit = new SubmitRender
        {
            Edit = await File.ReadAllTextAsync(edit.FullName, cancellationToken),
            LocalAssetRoot = edit.DirectoryName,
        };
        var id = Guid.CreateVersion7(services.GetRequiredService<TimeProvider>().GetUtcNow()).ToString("D");
        var grains = services.GetRequiredService<IGrainFactory>();
        var render = grains.GetGrain<IRenderGrain>(id);
        switch (await render.SubmitAsync(submit, cancellationToken))
        {
            case SubmitResult.Rejected rejected: return Fail(rejected.Errors);
            case SubmitResult.NoRoom full: return Fail(full.Detail);
        }

        var end = await RenderProgressBar.FollowAsync(grains, render, cancellationToken);
        if (end.State != RenderState.Done) return Fail(end.Errors);

        var target = film ?? new FileInfo(Path.ChangeExtension(edit.FullName, end.Format));
        await CopyAsync(services, end.Files[$"film.{end.Format}"], target, cancellationToken);
        var (size, bytes) = ($"{end.Width}x{end.Height}", new FileInfo(target.FullName).Length);
        AnsiConsole.MarkupLineInterpolated($"[green]{target}[/]");
        AnsiConsole.MarkupLineInterpolated(
            $"{end.DurationSeconds:0.0} s, {size}, {bytes / 1e6:0.0} MB, in {end.RenderMilliseconds / 1000.0:0.0} s");
        return 0;
    }

    /// <summary>The film appears under its name whole or not at all.</summary>
    private static async Task CopyAsync(
        IServiceProvider services, string key, FileInfo target, CancellationToken cancellationToken)
    {
        target.Directory!.Create();
        var part = target.FullName + ".part";
        try
        {
            await using (var source = services.GetRequiredService<Storage.Objects.IObjectStore>().OpenRead(key))
            await using (var file = File.Create(part))
            {
                await source.CopyToAsync(file, cancellationToken);
            }

            File.Move(part, target.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static int Fail(IReadOnlyList<EditError> errors)
    {
        foreach (var error in errors)
        {
            Console.Error.WriteLine(error.Pointer.Length == 0 ? $"framemill: {error.Detail}"
                : $"framemill: {error.Pointer}: {error.Detail}");
        }

        Console.Error.WriteLine(
            "framemill: no film was made; change what is named above and run it again.");
        return 1;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"framemill: {message}");
        return 1;
    }
}
