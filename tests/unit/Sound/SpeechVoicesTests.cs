using Framemill.Media.Sound;
using Xunit;

namespace Framemill.Tests.Unit.Sound;

public sealed class SpeechVoicesTests
{
    [Theory]
    [InlineData("Matthew", null, "en-us+m3")]
    [InlineData("joanna", null, "en-us+f3")]
    [InlineData("Brian", null, "en-gb+m3")]
    [InlineData("Hans", null, "de+m3")]
    [InlineData("Matthew", "de-DE", "de+m3")]
    [InlineData("Lupe", "es-US", "es-419+f3")]
    [InlineData("Zhiyu", "cmn-CN", "cmn+f3")]
    [InlineData("nobody", "fr-CA", "fr-fr+f3")]
    [InlineData("pt-BR", null, "pt-br+f3")]
    [InlineData("nobody", "xx-YY", "en-us+f3")]
    [InlineData("../../etc/passwd", "-f", "en-us+f3")]
    public void Resolve_NameAndLanguage_GivesAVoiceThatExists(string voice, string? language, string expected) =>
        Assert.Equal(expected, SpeechVoices.Resolve(voice, language));
}
