using System.Text.Json;
using System.Text.Json.Serialization;

namespace Framemill.Tests.Contract.Form;

/// <summary>The vendor's own published schema, asked for each edit.</summary>
internal sealed class SchemaJudge : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly NodeClient _node = NodeClient.Start("judge.mjs");

    public async Task<Verdict> JudgeAsync(string edit, CancellationToken cancellationToken)
    {
        var answer = await _node.AskAsync(edit, cancellationToken);
        return JsonSerializer.Deserialize<Verdict>(answer, Json)!;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    /// <param name="Path">Where the first fault lies, steps joined by slashes.</param>
    internal sealed record Verdict(
        [property: JsonRequired] bool Accepted, string? Path = null, string? Reason = null);
}
