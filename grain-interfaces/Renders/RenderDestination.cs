namespace Framemill.Renders;

/// <param name="Provider">The contract's word: shotstack is this server's own hosting.</param>
/// <param name="IsExcluded">True when the film shall not go there.</param>
[GenerateSerializer, Immutable, Alias("framemill.renders.destination")]
public readonly record struct RenderDestination(
    [property: Id(0)] string Provider, [property: Id(1)] bool IsExcluded);
