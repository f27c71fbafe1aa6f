namespace Framemill.Templates;

[GenerateSerializer, Immutable, Alias("framemill.templates.save")]
public sealed record SaveTemplate
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>The edit as JSON text; its placeholders need no values yet.</summary>
    [Id(1)] public required string Edit { get; init; }

    /// <summary>True changes what is there and makes nothing new.</summary>
    [Id(2)] public bool MustExist { get; init; }
}
