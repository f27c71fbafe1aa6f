using System.Collections.Concurrent;
using System.Net;

namespace Framemill.Testing;

/// <summary>An HTTP server on loopback that answers as the test says, and remembers what was asked.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, Task> _answer;
    private readonly Task _loop;

    public LoopbackServer(Func<HttpListenerContext, Task> answer)
    {
        _answer = answer;
        Port = FreePort.Next();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _loop = RunAsync();
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>"METHOD path range" of each request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Serves the files of a folder.</summary>
    public static LoopbackServer OfFolder(string folder) => new(async context =>
    {
        var path = Path.Combine(folder, context.Request.Url!.AbsolutePath.TrimStart('/'));
        if (!File.Exists(path))
        {
            context.Response.StatusCode = 404;
            return;
        }

        await using var file = File.OpenRead(path);
        context.Response.ContentLength64 = file.Length;
        await file.CopyToAsync(context.Response.OutputStream);
    });

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var request = context.Request;
            Requests.Enqueue($"{request.HttpMethod} {request.Url!.AbsolutePath} {request.Headers["Range"]}".TrimEnd());
            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            await _answer(context);
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException
            or InvalidOperationException)
        {
            context.Response.Abort();
        }
    }
}
