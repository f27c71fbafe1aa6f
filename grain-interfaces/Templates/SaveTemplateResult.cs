using Framemill.Renders;

namespace Framemill.Templates;

/// <summary>What can come of saving a template.</summary>
[GenerateSerializer, Immutable, Alias("framemill.templates.save-result")]
public abstract record SaveTemplateResult
{
    private SaveTemplateResult() { }

    [GenerateSerializer, Immutable, Alias("framemill.templates.save-result.saved")]
    public sealed record Saved : SaveTemplateResult;

    /// <summary>Every fault of the edit at once.</summary>
    [GenerateSerializer, Immutable, Alias("framemill.templates.save-result.rejected")]
    public sealed record Rejected([property: Id(0)] IReadOnlyList<EditError> Errors) : SaveTemplateResult;

    [GenerateSerializer, Immutable, Alias("framemill.templates.save-result.missing")]
    public sealed record Missing : SaveTemplateResult;

    /// <summary>The tenant has as many templates as it may have.</summary>
    [GenerateSerializer, Immutable, Alias("framemill.templates.save-result.full")]
    public sealed record Full : SaveTemplateResult;
}
