using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Framemill.Media.Processes;

namespace Framemill.Media.Sources.Pages;

/// <summary>
/// Asks a browser through its debugging pipe: one question at a time, each with an end to its patience. Whatever the
/// page tries to load meanwhile is refused.
/// </summary>
internal sealed class PageChannel(ChildProcess browser, TimeSpan patience, TimeProvider time)
{
    private const int MessageBytesMax = 256 << 20;
    private readonly ArrayBufferWriter<byte> _read = new(64 * 1024);
    private byte[] _rest = [];
    private int _last;

    /// <exception cref="MediaException">The browser took too long, ended or says no.</exception>
    public async Task<JsonElement> AskAsync(
        string method, JsonObject parameters, string? session, CancellationToken cancellationToken)
    {
        using var patient = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patient.Token, cancellationToken);
        try
        {
            var id = await SendAsync(method, parameters, session, either.Token);
            while (true)
            {
                var answer = await ReceiveAsync(either.Token);
                if (answer.TryGetProperty("id", out var number) && number.GetInt32() == id)
                    return Result(answer, method);
                await RefuseAsync(answer, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            browser.Stop(StopReason.TimedOut);
            throw new MediaException(TooLong());
        }
        catch (IOException)
        {
            throw new MediaException(await EndAsync());
        }
    }

    private async Task<int> SendAsync(
        string method, JsonObject parameters, string? session, CancellationToken cancellationToken)
    {
        var id = ++_last;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null) message["sessionId"] = session;
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(message, PageJson.Default.JsonObject), 0];
        await browser.Input.WriteAsync(bytes, cancellationToken);
        await browser.Input.FlushAsync(cancellationToken);
        return id;
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken cancellationToken)
    {
        _read.ResetWrittenCount();
        _read.Write(_rest);
        var from = 0;
        while (true)
        {
            var end = _read.WrittenSpan[from..].IndexOf((byte)0);
            if (end >= 0)
            {
                _rest = _read.WrittenSpan[(from + end + 1)..].ToArray();
                var reader = new Utf8JsonReader(_read.WrittenSpan[..(from + end)]);
                return JsonElement.ParseValue(ref reader);
            }

            from = _read.WrittenCount;
            var read = await browser.Output.ReadAsync(_read.GetMemory(1 << 16), cancellationToken);
            if (read == 0 || from > MessageBytesMax) throw new MediaException(await EndAsync());
            _read.Advance(read);
        }
    }

    private async Task RefuseAsync(JsonElement told, CancellationToken cancellationToken)
    {
        if (!told.TryGetProperty("method", out var method) || method.GetString() != "Fetch.requestPaused") return;
        await SendAsync(
            "Fetch.failRequest",
            new()
            {
                ["requestId"] = told.GetProperty("params").GetProperty("requestId").GetString(),
                ["errorReason"] = "BlockedByClient",
            },
            told.TryGetProperty("sessionId", out var session) ? session.GetString() : null,
            cancellationToken);
    }

    private async Task<MediaProblem> EndAsync()
    {
        browser.Stop(StopReason.Cancelled);
        var result = await browser.Completion;
        return result.Reason is StopReason.Stalled or StopReason.TimedOut or StopReason.CpuTimeSpent
            ? TooLong()
            : new(MediaProblemCode.Damaged, "The page made the browser end.");
    }

    private static JsonElement Result(JsonElement answer, string method) =>
        answer.TryGetProperty("result", out var result)
        ? result
        : throw new MediaException(new(MediaProblemCode.Damaged, $"The browser cannot draw the page ({method})."));

    private static MediaProblem TooLong() =>
        new(MediaProblemCode.TookTooMuch, "Drawing the page took longer than it may.");
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
internal sealed partial class PageJson : System.Text.Json.Serialization.JsonSerializerContext;
