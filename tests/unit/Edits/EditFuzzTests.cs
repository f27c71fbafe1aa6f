using System.Diagnostics;
using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

/// <summary>Whatever it is given, the reader answers, and soon.</summary>
public sealed class EditFuzzTests
{
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "-1", "0", "1e400", "-1e-400", "123456789012345678901234567890", "\"\"", "\" \"",
        "\"auto\"", "\"end\"", "\"alias://a\"", "\"{{A}}\"", "\"{{\"", "\"NaN\"", "\"Infinity\"", "\"HALF\"", "[[]]",
        "[{\"from\":0}]", "\"\\u0000\"", "0.1e-30", "[null,1,\"x\",{}]", "{\"clips\":[]}", "\"https://\"", "\"#\"",
    ];

    private static string Rich => An.Edit()
        .Timeline("fonts", JsonNode.Parse("""[{"src":"https://a.b/f.ttf"}]"""))
        .Timeline("soundtrack", JsonNode.Parse("""{"src":"https://a.b/m.mp3","effect":"fadeIn","volume":1}"""))
        .Track(
            An.Text("auto", "auto").With("alias", "a").With("transition", JsonNode.Parse("""{"in":"fade"}""")),
            An.Text("auto", "end").Asset("font", JsonNode.Parse("""{"family":"x","weight":400}""")))
        .Track(An.Video(0, "alias://a").With("scale", JsonNode.Parse("""[{"from":0,"to":1,"start":0,"length":1}]""")))
        .Track(An.Caption(0, "auto"), An.Speech("auto", "{{A}}"))
        .Output("range", JsonNode.Parse("""{"start":0,"length":5}"""))
        .Merge("A", 5)
        .Json();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_ChangedBytes_NeverThrows(ulong seed)
    {
        var random = new SeededRandom(seed);
        var original = System.Text.Encoding.UTF8.GetBytes(Rich);
        for (var round = 0; round < 1_500; round++)
        {
            var bytes = original.ToList();
            for (var i = random.Between(1, 8); i > 0 && bytes.Count > 1; i--)
            {
                var at = random.Below(bytes.Count);
                switch (random.Below(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Below(256);
                        break;
                    case 1:
                        bytes.RemoveAt(at);
                        break;
                    case 2:
                        bytes.Insert(at, (byte)"{}[]\",:\\-0e"[random.Below(11)]);
                        break;
                    default:
                        bytes.RemoveRange(at, Math.Min(random.Between(1, 40), bytes.Count - at));
                        break;
                }
            }

            AssertAnswers([.. bytes]);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Read_ChangedValues_NeverThrows(ulong seed)
    {
        var random = new SeededRandom(seed);
        for (var round = 0; round < 1_500; round++)
        {
            var root = JsonNode.Parse(Rich)!;
            for (var i = random.Between(1, 4); i > 0; i--)
                Change(root, random);
            var json = root.ToJsonString().Replace("HALF", "\\ud800", StringComparison.Ordinal);
            AssertAnswers(System.Text.Encoding.UTF8.GetBytes(json));
        }
    }

    [Fact]
    public void Read_TheWorstOfItsSize_AnswersSoon()
    {
        var chain = Enumerable.Range(0, 4_000)
            .Select(i => An.Image($"alias://a{i + 1}", $"alias://a{i + 1}").With("alias", $"a{i}"));
        var braces = string.Concat(Enumerable.Repeat("{{", 1_000_000));
        string[] worst =
        [
            An.Edit().Track([.. chain]).Json(),
            "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"outpt{i}\":1")) + "}",
            "[" + string.Concat(Enumerable.Repeat("{\"a\":[", 20)) + new string('1', 1_000_000),
            "{\"output\":{\"fps\":" + new string('1', 5_000_000) + "}}",
            An.Edit().Track(An.Image(0, 1)).Timeline("background", braces + "}}").Merge("a", 1).Json(),
        ];
        foreach (var json in worst)
        {
            var started = Stopwatch.GetTimestamp();
            Assert.NotEmpty(EditReader.Read(json, new()).Problems);
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), json[..40]);
        }
    }

    private static void AssertAnswers(byte[] json)
    {
        var reading = EditReader.Read(json, new());
        Assert.Equal(reading.Edit is null, reading.Problems.Count > 0);
        Assert.All(reading.Problems, p => Assert.True(p.Pointer.Length == 0 || p.Pointer[0] == '/', p.Pointer));
    }

    private static void Change(JsonNode root, SeededRandom random)
    {
        var node = root;
        while (true)
        {
            var children = node switch
            {
                JsonObject members => members.Select(m => m.Value).OfType<JsonNode>().ToList(),
                JsonArray items => [.. items.OfType<JsonNode>()],
                _ => [],
            };
            if (children.Count == 0 || (node != root && random.Chance(25)))
                break;
            node = random.Pick(children);
        }

        if (node == root)
            return;
        var written = random.Pick(Values);
        var value = JsonNode.Parse(written);
        if (node.Parent is JsonObject parent && random.Chance(20))
            parent[node.GetPropertyName() + "x"] = value;
        else
            node.ReplaceWith(value);
    }
}
