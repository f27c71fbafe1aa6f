namespace Framemill.Templates;

/// <summary>One edit with placeholders that a tenant keeps; keyed by <c>tenant/id</c>. Durable.</summary>
[Alias("framemill.templates.ITemplateGrain")]
public interface ITemplateGrain : IGrainWithStringKey
{
    /// <summary>Makes the template or changes it; what is wrong with its edit is told of at once.</summary>
    [Alias("save")]
    Task<SaveTemplateResult> SaveAsync(SaveTemplate request, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    [Alias("get")]
    Task<TemplateView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>False when there was none.</summary>
    [Alias("delete")]
    Task<bool> DeleteAsync(CancellationToken cancellationToken);
}
