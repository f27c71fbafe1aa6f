using System.Text.Json;
using System.Text.Json.Nodes;

namespace Framemill.Api.Edit;

/// <summary>Puts the values of a request into a template. Pure.</summary>
internal static class TemplateMerge
{
    private const string Member = "merge";

    /// <summary>The request's values stand first: of two with one name the first counts.</summary>
    public static string Apply(string template, JsonElement? merge)
    {
        if (merge is not { } values || values.GetArrayLength() == 0) return template;
        var edit = JsonNode.Parse(template)!.AsObject();
        var all = JsonArray.Create(values)!;
        if (edit[Member] is JsonArray own)
        {
            foreach (var field in own) all.Add(field?.DeepClone());
        }

        edit[Member] = all;
        return edit.ToJsonString();
    }
}
