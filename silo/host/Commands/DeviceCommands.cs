using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Framemill.Silo.Hosting;
using Spectre.Console;

namespace Framemill.Silo.Commands;

/// <summary>
/// <c>devices</c>, <c>drain</c> and <c>resume</c>: what an operator asks of a server that runs, over its HTTP API.
/// </summary>
internal static class DeviceCommands
{
    private const string KeyVariable = "FRAMEMILL_API_KEY";
    private const double MebiByte = 1 << 20;
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(30);

    private static readonly Option<string> Server = new("--server")
    {
        Description = $"Address of the server. Default: {ServerOptions.DefaultUrl}",
        DefaultValueFactory = _ => ServerOptions.DefaultUrl,
    };

    public static IEnumerable<Command> Create()
    {
        yield return Devices();
        yield return Setting("drain", "Let a device, or all of a silo, finish its segments and give it no more work.");
        yield return Setting("resume", "Give a drained device, or all of a silo, work again.");
    }

    private static Command Devices()
    {
        var command = new Command("devices", "List the devices of a running server and what they do.") { Server };
        command.SetAction((parsed, stop) => AskAsync(parsed, HttpMethod.Get, "/v1/devices", stop));
        return command;
    }

    private static Command Setting(string verb, string description)
    {
        var target = new Argument<string>("target") { Description = "SILO for all its devices, or SILO/DEVICE" };
        var command = new Command(verb, description) { target, Server };
        command.SetAction((parsed, stop) =>
        {
            var parts = parsed.GetValue(target)!.Split('/').Select(Uri.EscapeDataString).ToArray();
            var kind = parts.Length == 1 ? "silos" : "devices";
            return AskAsync(parsed, HttpMethod.Post, $"/v1/{kind}/{string.Join('/', parts)}/{verb}", stop);
        });
        return command;
    }

    private static async Task<int> AskAsync(
        ParseResult parsed, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var server = parsed.GetValue(Server)!;
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return await FailAsync($"'{server}' is no address", $"give one as in --server {ServerOptions.DefaultUrl}");

        using var http = new HttpClient { BaseAddress = address, Timeout = PatienceMax };
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await http.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode) return await RefusedAsync((int)answer.StatusCode, body);
            Show(JsonElement.Parse(body));
            return 0;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException)
        {
            return await FailAsync(
                $"no server answers at {address}: {error.Message}", "./framemill serve, or name it by --server");
        }
    }

    private static void Show(JsonElement devices)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["device", "state", "health", "lanes", "steps", "memory", "reads"])
            table.AddColumn(new TableColumn(name) { NoWrap = name is not ("health" or "reads") });
        foreach (var device in devices.EnumerateArray())
        {
            long Number(string name) => device.GetProperty(name).GetInt64();
            table.AddRow(
                Markup.Escape(device.GetProperty("id").GetString()!),
                Markup.Escape(device.GetProperty("state").GetString()!),
                Markup.Escape(HealthOf(device)),
                $"{Number("lanesHeld")} of {Number("laneSlots")}",
                Number("stepsHeld").ToString(CultureInfo.InvariantCulture),
                $"{Number("memoryHeldBytes") >> 20} of {Number("memoryBytes") >> 20} MiB",
                Markup.Escape(string.Join('\n', device.GetProperty("readings").EnumerateArray().Select(ReadingOf))));
        }

        AnsiConsole.Write(table);
    }

    private static string HealthOf(JsonElement device)
    {
        var health = device.GetProperty("health").GetString()!;
        return device.TryGetProperty("because", out var why) ? $"{health}: {why.GetString()}" : health;
    }

    /// <summary>What a device or card tells of itself, as far as it does.</summary>
    private static string ReadingOf(JsonElement reading)
    {
        double? Number(string name) => reading.TryGetProperty(name, out var value) ? value.GetDouble() : null;
        string?[] parts =
        [
            Number("utilization") is { } busy ? Text($"{busy:P0} busy") : null,
            Number("memoryUsedBytes") is { } used && Number("memoryTotalBytes") is { } all
                ? Text($"{used / MebiByte:F0} of {all / MebiByte:F0} MiB used") : null,
            Number("celsius") is { } celsius ? Text($"{celsius:F0} °C") : null,
            Number("watts") is { } watts ? Text($"{watts:F0} W") : null,
            reading.GetProperty("fault").GetString() is { Length: > 0 } fault ? fault : null,
        ];
        return $"{reading.GetProperty("name").GetString()}: {string.Join(", ", parts.OfType<string>())}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static async Task<int> RefusedAsync(int status, string body)
    {
        var detail = body.StartsWith('{') && JsonElement.Parse(body).TryGetProperty("detail", out var told)
            ? told.GetString()! : $"the server answered {status}";
        var next = status is 401 or 403
            ? $"put an operator's key into {KeyVariable}" : "./framemill devices names what there is";
        return await FailAsync(detail, next);
    }

    private static async Task<int> FailAsync(string problem, string next)
    {
        await Console.Error.WriteLineAsync($"framemill: {problem}");
        await Console.Error.WriteLineAsync($"framemill: next: {next}");
        return 1;
    }
}
