using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>
/// Tests of one running server: each has a folder of its own, whose files are served as media, and a server whose data
/// lie below it.
/// </summary>
/// <param name="makeMedia">Puts into the folder what the edits show; none: they show nothing that is fetched.</param>
/// <param name="settings">Settings of the server, as the environment names them.</param>
public abstract class ServerTests(
    Func<TempFolder, Task>? makeMedia = null, IReadOnlyDictionary<string, string>? settings = null) : IAsyncLifetime
{
    private protected TempFolder Folder { get; } = new();

    private protected LoopbackServer Media { get; private set; } = null!;

    private protected ServerProcess Server { get; private set; } = null!;

    private protected string Data => Folder["data"];

    public virtual async ValueTask InitializeAsync()
    {
        if (makeMedia is not null) await makeMedia(Folder);
        Media = LoopbackServer.OfFolder(Folder.Path);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Media.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another server on the data of the one before, which is ended if it still runs.</summary>
    private protected async Task RestartAsync()
    {
        await Server.DisposeAsync();
        await StartAsync();
    }

    private protected async Task<FilmFile> FilmAsync(string edit) =>
        await Server.WaitForFilmAsync(await Server.SubmitAsync(edit), Folder.Path);

    private async Task StartAsync() => Server = await ServerProcess.StartAsync(Data, settings);
}
