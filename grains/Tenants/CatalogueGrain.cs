using Framemill.Renders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Tenants;

[GrainType("catalogue")]
public sealed partial class CatalogueGrain(
    [PersistentState("catalogue", RenderGrain.Storage)] IPersistentState<Catalogue> catalogue,
    IOptions<TenantOptions> options,
    ILogger<CatalogueGrain> logger) : Grain, ICatalogueGrain
{
    public async Task<bool> PutAsync(CatalogueEntry entry, CancellationToken cancellationToken)
    {
        if (catalogue.State.With(entry, options.Value.CatalogueEntriesMax) is not { } next) return false;
        await CommitAsync(next);
        return true;
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (catalogue.State.Entries.Any(e => e.Id == id)) await CommitAsync(catalogue.State.Without(id));
    }

    public Task<IReadOnlyList<CatalogueEntry>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(catalogue.State.Entries);

    /// <summary>
    /// A failed write may have happened, so memory is no longer to be trusted: the next call reloads.
    /// </summary>
    private async Task CommitAsync(Catalogue next)
    {
        catalogue.State = next;
        try
        {
            await catalogue.WriteStateAsync();
        }
        catch (Exception error)
        {
            LogWriteFailed(error, this.GetPrimaryKeyString());
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Catalogue {Catalogue}: a write failed")]
    private partial void LogWriteFailed(Exception error, string catalogue);
}
