using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Media.Films;
using Framemill.Tests.Unit.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Films;

public sealed class NoGeneratorTests
{
    [Theory]
    [InlineData("""{"type":"video","prompt":"a cat","model":"cat-2"}""", "\"cat-2\"", "video")]
    [InlineData("""{"type":"image","prompt":"a cat","src":"https://a.b/c.png"}""", "No model", "picture")]
    [InlineData("""{"type":"audio","prompt":"a purr"}""", "No model", "sound")]
    [InlineData("""{"type":"text-to-image","prompt":"a cat"}""", "No model", "picture")]
    [InlineData("""{"type":"image-to-video","src":"https://a.b/c.png"}""", "No model", "video from a picture")]
    public async Task Generate_AnyPrompt_NamesWhatIsMissing(string asset, string who, string what)
    {
        var edit = An.Edit().Track(An.Clip(JsonNode.Parse(asset)!.AsObject(), 0, 2)).Read();
        var reference = Assert.Single(edit.Assets());

        var (file, reason) = await new NoGenerator().GenerateAsync(reference, TestContext.Current.CancellationToken);

        Assert.Equal(AssetUse.Generation, reference.Use);
        Assert.Null(file);
        Assert.Contains(who, reason);
        Assert.Contains(what, reason);
    }
}
