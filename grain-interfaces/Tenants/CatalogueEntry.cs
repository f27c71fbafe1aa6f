namespace Framemill.Tenants;

/// <summary>One thing of a tenant, with as much as a list shows of it.</summary>
[GenerateSerializer, Immutable, Alias("framemill.tenants.catalogue-entry")]
public sealed record CatalogueEntry
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public string Name { get; init; } = "";
    [Id(2)] public required DateTimeOffset Created { get; init; }
    [Id(3)] public required DateTimeOffset Updated { get; init; }
}
