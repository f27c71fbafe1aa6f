using System.Collections.Immutable;

namespace Framemill.Tests.Engine.Copying;

[GenerateSerializer, Alias("framemill.tests.node")]
public class Node
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public Node? Next { get; set; }

    [Id(2)]
    public List<Node> Children { get; set; } = [];

    [Id(3)]
    public Dictionary<string, int[]> Numbers { get; set; } = [];

    [field: NonSerialized]
    public string? NotSent { get; set; }
}

[GenerateSerializer, Alias("framemill.tests.special-node")]
public sealed class SpecialNode : Node
{
    [Id(0)]
    public (int Low, List<int> More) Pair { get; set; }
}

[GenerateSerializer, Alias("framemill.tests.stamped")]
public sealed record Stamped([property: Id(0)] string Text, [property: Id(1)] List<int> Items)
{
    [Id(2)]
    public ImmutableArray<string> Tags { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("framemill.tests.frozen")]
public sealed record Frozen
{
    [Id(0)]
    public required List<int> Items { get; init; }
}

/// <summary>In no grain's signature: Orleans would not start a silo with it.</summary>
public sealed class Unserializable
{
    public int Value { get; set; }
}

[GenerateSerializer, Alias("framemill.tests.holder-of-unserializable")]
public sealed class HolderOfUnserializable
{
    [Id(0)]
    public object? Inside { get; set; }
}

[GenerateSerializer, Immutable, Alias("framemill.tests.listed")]
public sealed record Listed
{
    [Id(0)]
    public required IReadOnlyList<int> Items { get; init; }

    [Id(1)]
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

[GenerateSerializer, Alias("framemill.tests.test-failure")]
public sealed class TestFailureException(string message) : Exception(message);
