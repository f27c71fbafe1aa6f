using System.Text.Json.Nodes;

namespace Framemill.Tests.Contract.Generation;

/// <summary>The vendor's published schema of an edit, as JSON.</summary>
internal sealed class VendorSchema(JsonObject root)
{
    public JsonObject Root { get; } = root;

    public static async Task<VendorSchema> ReadAsync() => new(JsonNode.Parse(await File.ReadAllTextAsync(
        Path.Combine(NodeClient.Folder, "node_modules/@shotstack/schemas/dist/json-schema/edit.json")))!.AsObject());

    /// <summary>The words that a member of a type may have.</summary>
    public string[] Words(string type, string member) =>
        [.. Root["$defs"]![type]!["properties"]![member]!["enum"]!.AsArray().Select(w => w!.GetValue<string>())];
}
