namespace Framemill.Assets;

/// <summary>Asks for an asset. Which members count depends on its kind.</summary>
[GenerateSerializer, Immutable, Alias("framemill.assets.make")]
public sealed record MakeAsset
{
    [Id(0)] public required AssetKind Kind { get; init; }

    /// <summary>Names its files in the object store and in URLs: nobody can guess it.</summary>
    [Id(1)] public required string FileId { get; init; }

    /// <summary>To fetch from; null for an upload.</summary>
    [Id(2)] public string? Url { get; init; }

    /// <summary>To speak.</summary>
    [Id(3)] public string? Text { get; init; }
    [Id(4)] public string? Voice { get; init; }
    [Id(5)] public string? Language { get; init; }

    /// <summary>The render whose file this is, and where its bytes lie already.</summary>
    [Id(6)] public string? RenderId { get; init; }
    [Id(7)] public string? ObjectKey { get; init; }
    [Id(8)] public string? FileName { get; init; }

    /// <summary>Told of the end.</summary>
    [Id(9)] public string? Callback { get; init; }

    /// <summary>Further forms of the file that are wanted, each as the JSON that asked for it.</summary>
    [Id(10)] public IReadOnlyList<string> Renditions { get; init; } = [];

    /// <summary>Why it cannot be had, known before any work.</summary>
    [Id(11)] public string? Refusal { get; init; }

    /// <summary>Whose hosting it lies on, in the contract's words.</summary>
    [Id(12)] public string? Provider { get; init; }
}
