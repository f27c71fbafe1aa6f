using Framemill.Assets;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Tenants;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Framemill.Templates;

/// <summary>
/// The list is written before the template, so that it never misses one; an id without a template shows as missing.
/// </summary>
[GrainType("template")]
public sealed partial class TemplateGrain(
    [PersistentState("template", RenderGrain.Storage)] IPersistentState<Template> template,
    IEditReader edits,
    TimeProvider time,
    ILogger<TemplateGrain> logger) : Grain, ITemplateGrain
{
    public async Task<SaveTemplateResult> SaveAsync(SaveTemplate request, CancellationToken cancellationToken)
    {
        if (request.MustExist && !template.State.IsThere) return new SaveTemplateResult.Missing();
        var errors = edits.ReadTemplate(request.Edit);
        if (errors.Count > 0) return new SaveTemplateResult.Rejected(errors);

        var next = template.State.Saved(request, time.GetUtcNow());
        var entry = new CatalogueEntry
        {
            Id = Id, Name = next.Name, Created = next.Created, Updated = time.GetUtcNow(),
        };
        if (!await Catalogue.PutAsync(entry, cancellationToken)) return new SaveTemplateResult.Full();
        await CommitAsync(next);
        return new SaveTemplateResult.Saved();
    }

    public Task<TemplateView?> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult(template.State.IsThere ? new TemplateView(template.State.Name, template.State.Edit) : null);

    public async Task<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        var wasThere = template.State.IsThere;
        if (wasThere) await CommitAsync(new());
        await Catalogue.RemoveAsync(Id, cancellationToken);
        return wasThere;
    }

    private string Id => AssetKeys.Parts(this.GetPrimaryKeyString()).Id;

    private ICatalogueGrain Catalogue => GrainFactory.GetGrain<ICatalogueGrain>(
        AssetKeys.Catalogue(AssetKeys.Templates, AssetKeys.Parts(this.GetPrimaryKeyString()).Tenant));

    /// <summary>
    /// A failed write may have happened, so memory is no longer to be trusted: the next call reloads.
    /// </summary>
    private async Task CommitAsync(Template next)
    {
        template.State = next;
        try
        {
            await template.WriteStateAsync();
        }
        catch (Exception error)
        {
            LogWriteFailed(error, this.GetPrimaryKeyString());
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Template {Template}: a write failed")]
    private partial void LogWriteFailed(Exception error, string template);
}
