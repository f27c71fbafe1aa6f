using Framemill.Api;
using Framemill.Api.Edit;
using Framemill.Api.Security;
using Microsoft.Extensions.Options;
using Xunit;

namespace Framemill.Tests.Unit.Api;

public sealed class RequestRatesTests
{
    private readonly Clock _clock = new();

    private RequestRates Rates(bool withKeys = true) => new(
        Options.Create(new ApiOptions
        {
            Keys = withKeys ? new() { ["k"] = "t" } : [], EditRequestsMax = 2, ServeRequestsMax = 0,
        }),
        _clock);

    [Fact]
    public void Count_BeyondTheLimit_RefusesUntilTheNextWindow()
    {
        var rates = Rates();
        Assert.True(rates.Count("t", "edit", false)!.Value.IsAllowed);
        Assert.Equal(0, rates.Count("t", "edit", false)!.Value.Remaining);
        var refused = rates.Count("t", "edit", false)!.Value;
        Assert.False(refused.IsAllowed);
        Assert.Equal(60, refused.ResetSeconds);
        Assert.True(rates.Count("u", "edit", false)!.Value.IsAllowed);
        Assert.True(rates.Count("t", "edit", true)!.Value.IsAllowed);
        _clock.Now += TimeSpan.FromSeconds(60);
        Assert.True(rates.Count("t", "edit", false)!.Value.IsAllowed);
    }

    [Fact]
    public void Count_WhereNothingIsLimited_SaysNothing()
    {
        Assert.Null(Rates().Count("t", "serve", false));
        Assert.Null(Rates(withKeys: false).Count("t", "edit", false));
    }

    [Theory]
    [InlineData("/edit/v1/probe/https%3A%2F%2Fh%2Fa%2520b.mp4%3Fx%3D1%2526", "https://h/a%20b.mp4?x=1%26")]
    [InlineData("/edit/v1/probe/https%3A%2F%2Fh%2Fa.mp4?cache=1", "https://h/a.mp4")]
    [InlineData("/edit/v1/probe/https://h/a.mp4?sig=1%2F2", "https://h/a.mp4?sig=1%2F2")]
    public void ProbeAddress_IsDecodedOnce(string target, string address) =>
        Assert.Equal(address, ProbeRoutes.AddressIn(target));

    [Fact]
    public void TemplateMerge_PutsTheRequestsValuesFirst()
    {
        var values = System.Text.Json.JsonElement.Parse("""[{"find":"A","replace":2}]""");
        var edit = TemplateMerge.Apply("""{"merge":[{"find":"A","replace":1}],"x":"{{A}}"}""", values);
        Assert.Equal("""{"merge":[{"find":"A","replace":2},{"find":"A","replace":1}],"x":"{{A}}"}""", edit);
        Assert.Equal("{}", TemplateMerge.Apply("{}", null));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
