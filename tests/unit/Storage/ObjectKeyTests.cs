using Framemill.Storage.Objects;
using Xunit;

namespace Framemill.Tests.Unit.Storage;

public sealed class ObjectKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("renders/4711/segment-0001.m4s")]
    [InlineData("a_b-c.d=e@f+g/h..i")]
    public void IsValid_SafeKey_IsTaken(string key) => Assert.True(ObjectKey.IsValid(key, out _));

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("", "is empty")]
    [InlineData("../a", "begins with a dot")]
    [InlineData("a/../b", "begins with a dot")]
    [InlineData("a/./b", "begins with a dot")]
    [InlineData(".hidden", "begins with a dot")]
    [InlineData("/etc/passwd", "empty segment")]
    [InlineData("a//b", "empty segment")]
    [InlineData("a/", "empty segment")]
    [InlineData("a\\b", "character at 1")]
    [InlineData("a b", "character at 1")]
    [InlineData("a\0b", "character at 1")]
    [InlineData("ä", "character at 0")]
    [InlineData("a%2e%2e", "character at 1")]
    public void IsValid_UnsafeKey_SaysWhy(string? key, string reason)
    {
        Assert.False(ObjectKey.IsValid(key, out var said));
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public void IsValid_LongerThanTheLimits_IsRefused()
    {
        Assert.True(ObjectKey.IsValid(new string('a', ObjectKey.SegmentLengthMax), out _));
        Assert.False(ObjectKey.IsValid(new string('a', ObjectKey.SegmentLengthMax + 1), out _));
        Assert.False(ObjectKey.IsValid(string.Join('/', Enumerable.Repeat("abcdefg", 129)), out _));
    }
}
