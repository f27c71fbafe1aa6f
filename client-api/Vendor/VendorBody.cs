using System.Buffers;
using System.Text.Json;
using Framemill.Api.Edit;
using Microsoft.AspNetCore.Http;

namespace Framemill.Api.Vendor;

/// <summary>A request's JSON object while it is read; what is wrong with it is collected, to be told at once.</summary>
internal sealed class VendorBody
{
    private const int DepthMax = 64;
    private readonly JsonElement _root;
    private readonly List<VendorError> _faults = [];

    private VendorBody(JsonElement root) => _root = root;

    public bool IsFaulty => _faults.Count > 0;

    /// <summary>The body, or the answer that refuses it.</summary>
    public static async Task<(VendorBody? Body, IResult? Refusal)> ReadAsync(
        HttpRequest request, int bytesMax, CancellationToken cancellationToken)
    {
        var tooLong = VendorAnswers.Refused(StatusCodes.Status413PayloadTooLarge, "Payload Too Large",
            $"A request may have {bytesMax} bytes at most.");
        if (request.ContentLength > bytesMax) return (null, tooLong);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > bytesMax) return (null, tooLong);
            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(
                    read.Buffer.ToArray(), new JsonDocumentOptions { MaxDepth = DepthMax });
                return document.RootElement.ValueKind == JsonValueKind.Object && IsText(document.RootElement)
                    ? (new VendorBody(document.RootElement.Clone()), null)
                    : (null, Malformed());
            }
            catch (JsonException)
            {
                return (null, Malformed());
            }
            finally
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    public IResult Refuse() => VendorAnswers.Invalid(_faults);

    public void Fault(string pointer, string code, string message) =>
        _faults.Add(new(message, pointer.Length == 0 ? [] : pointer[1..].Split('/'), code, pointer));

    /// <summary>Tells of every member that is not among those named.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var member in _root.EnumerateObject())
        {
            if (!names.Contains(member.Name))
                Fault("/" + member.Name, "unknown_key", $"The key \"{member.Name}\" is not known here.");
        }
    }

    public string? Text(string name, bool required = false, int lengthMax = 8_192)
    {
        if (Member(name, required) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault("/" + name, "wrong_type", $"\"{name}\" must be text.");
            return null;
        }

        var text = value.GetString()!;
        if (required && string.IsNullOrWhiteSpace(text)) Fault("/" + name, "missing", $"\"{name}\" is empty.");
        if (text.Length > lengthMax)
            Fault("/" + name, "too_long", $"\"{name}\" is longer than {lengthMax} characters.");
        return text;
    }

    /// <summary>An http or https address.</summary>
    public string? Address(string name, bool required = false)
    {
        var text = Text(name, required)?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", Host.Length: > 0 })
        {
            return text;
        }

        Fault("/" + name, "invalid_url", $"\"{name}\" must be an http or https URL.");
        return null;
    }

    public JsonElement? Object(string name, bool required = false) =>
        Of(name, required, JsonValueKind.Object, "an object");

    public JsonElement? List(string name, bool required = false) => Of(name, required, JsonValueKind.Array, "a list");

    /// <summary>False when a string holds half of a surrogate pair, which JSON's grammar lets through.</summary>
    private static bool IsText(JsonElement root)
    {
        var open = new Stack<JsonElement>([root]);
        try
        {
            while (open.TryPop(out var next))
            {
                if (next.ValueKind == JsonValueKind.String) next.GetString();
                if (next.ValueKind == JsonValueKind.Array)
                {
                    foreach (var item in next.EnumerateArray()) open.Push(item);
                }

                if (next.ValueKind != JsonValueKind.Object) continue;
                foreach (var member in next.EnumerateObject())
                {
                    _ = member.Name;
                    open.Push(member.Value);
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static IResult Malformed() =>
        VendorAnswers.Refused(
            StatusCodes.Status400BadRequest, "Bad Request", "The request is not a JSON object of whole text.");

    private JsonElement? Of(string name, bool required, JsonValueKind kind, string words)
    {
        if (Member(name, required) is not { } value) return null;
        if (value.ValueKind == kind) return value;
        Fault("/" + name, "wrong_type", $"\"{name}\" must be {words}.");
        return null;
    }

    private JsonElement? Member(string name, bool required)
    {
        if (_root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null) return value;
        if (required) Fault("/" + name, "missing", $"\"{name}\" is missing.");
        return null;
    }
}
