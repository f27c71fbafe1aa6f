namespace Framemill.Templates;

[GenerateSerializer, Immutable, Alias("framemill.templates.state")]
public sealed record Template
{
    [Id(0)] public int Schema { get; init; } = 1;
    [Id(1)] public bool IsThere { get; init; }
    [Id(2)] public string Name { get; init; } = "";
    [Id(3)] public string Edit { get; init; } = "";
    [Id(4)] public DateTimeOffset Created { get; init; }

    public Template Saved(SaveTemplate request, DateTimeOffset now) => this with
    {
        IsThere = true,
        Name = request.Name,
        Edit = request.Edit,
        Created = IsThere ? Created : now,
    };
}
