using System.Collections.Immutable;

namespace Framemill.Tenants;

/// <summary>A bounded list, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("framemill.tenants.catalogue-state")]
public sealed record Catalogue
{
    [Id(0)] public int Schema { get; init; } = 1;
    [Id(1)] public IReadOnlyList<CatalogueEntry> Entries { get; init; } = [];

    /// <summary>Null when there is no room.</summary>
    public Catalogue? With(CatalogueEntry entry, int countMax)
    {
        var entries = Entries.ToImmutableList();
        var at = entries.FindIndex(e => e.Id == entry.Id);
        if (at >= 0)
            return this with { Entries = entries.SetItem(at, entry with { Created = entries[at].Created }).ToArray() };
        return entries.Count >= countMax ? null : this with { Entries = entries.Add(entry).ToArray() };
    }

    public Catalogue Without(string id) => this with { Entries = Entries.Where(e => e.Id != id).ToArray() };
}
