namespace Framemill.Templates;

[GenerateSerializer, Immutable, Alias("framemill.templates.view")]
public sealed record TemplateView([property: Id(0)] string Name, [property: Id(1)] string Edit);
