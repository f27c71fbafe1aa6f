namespace Framemill.Tenants;

/// <summary>What a tenant has of one kind, oldest first; keyed by <c>kind/tenant</c>. Durable, bounded.</summary>
[Alias("framemill.tenants.ICatalogueGrain")]
public interface ICatalogueGrain : IGrainWithStringKey
{
    /// <summary>Adds an entry or replaces the one of its id. False when it is full: nothing changed then.</summary>
    [Alias("put")]
    Task<bool> PutAsync(CatalogueEntry entry, CancellationToken cancellationToken);

    /// <summary>Removing what is not there changes nothing.</summary>
    [Alias("remove")]
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    [Alias("list")]
    Task<IReadOnlyList<CatalogueEntry>> ListAsync(CancellationToken cancellationToken);
}
