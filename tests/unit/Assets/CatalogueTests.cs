using Framemill.Tenants;
using Xunit;

namespace Framemill.Tests.Unit.Assets;

public sealed class CatalogueTests
{
    private static CatalogueEntry Entry(string id, int hour) => new()
    {
        Id = id, Created = DateTimeOffset.UnixEpoch.AddHours(hour), Updated = DateTimeOffset.UnixEpoch.AddHours(hour),
    };

    [Fact]
    public void With_AKnownId_ReplacesInItsPlace_AlsoWhenFull()
    {
        var full = new Catalogue().With(Entry("a", 0), 2)!.With(Entry("b", 1), 2)!;
        Assert.Null(full.With(Entry("c", 2), 2));
        var changed = full.With(Entry("a", 3), 2)!;
        Assert.Equal(["a", "b"], changed.Entries.Select(e => e.Id));
        Assert.Equal(Entry("a", 0).Created, changed.Entries[0].Created);
        Assert.Equal(Entry("a", 3).Updated, changed.Entries[0].Updated);
        Assert.Equal(["b"], changed.Without("a").Without("x").Entries.Select(e => e.Id));
    }
}
