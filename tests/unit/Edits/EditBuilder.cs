using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

/// <summary>Writes edits for tests: <c>An.Edit().Track(An.Image(0, 5)).Output("fps", 30)</c>.</summary>
internal sealed class EditBuilder
{
    private readonly JsonArray _tracks = [];
    private readonly JsonObject _timeline;
    private readonly JsonObject _output = new() { ["format"] = "mp4", ["resolution"] = "hd" };

    public EditBuilder()
    {
        _timeline = new() { ["tracks"] = _tracks };
        Root = new() { ["timeline"] = _timeline, ["output"] = _output };
    }

    public JsonObject Root { get; }

    public EditBuilder Track(params JsonObject[] clips)
    {
        _tracks.Add(new JsonObject { ["clips"] = new JsonArray([.. clips]) });
        return this;
    }

    public EditBuilder Timeline(string key, JsonNode? value)
    {
        _timeline[key] = value;
        return this;
    }

    public EditBuilder Output(string key, JsonNode? value)
    {
        _output[key] = value;
        return this;
    }

    public EditBuilder WithoutOutput(string key)
    {
        _output.Remove(key);
        return this;
    }

    public EditBuilder Merge(string find, JsonNode? replace)
    {
        var merge = Root["merge"] as JsonArray ?? [];
        Root["merge"] = merge;
        merge.Add(new JsonObject { ["find"] = find, ["replace"] = replace });
        return this;
    }

    public string Json() => Root.ToJsonString();

    public EditReading Reading() => EditReader.Read(Json(), new EditLimits());

    /// <summary>The edit; a test that gives a bad one fails here.</summary>
    public Edit Read()
    {
        var reading = Reading();
        Assert.Empty(reading.Problems);
        return reading.Edit!;
    }

    public Film Film(params AssetFacts[] facts)
    {
        var resolution = Resolve(facts);
        Assert.Empty(resolution.Problems);
        return resolution.Film!;
    }

    public FilmResolution Resolve(params AssetFacts[] facts)
    {
        var edit = Read();
        var known = facts.ToDictionary(f => f.Key);
        foreach (var reference in edit.Assets())
            known.TryAdd(reference.Key, An.FactsOf(reference));
        return FilmTimeline.Resolve(edit, known);
    }
}
