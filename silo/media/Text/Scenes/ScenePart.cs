namespace Framemill.Media.Text.Scenes;

/// <summary>What moves as one: a cluster, a word or the whole text. Places are pixels of the text's box.</summary>
public readonly record struct ScenePart
{
    /// <summary>UTF-16 units of the text, without the spaces around.</summary>
    public required int Start { get; init; }
    public required int Length { get; init; }

    /// <summary>The clusters of the scene that belong to it; spaces that follow are among them.</summary>
    internal int FirstCluster { get; init; }
    internal int EndCluster { get; init; }

    public required double X { get; init; }
    public required double Y { get; init; }
    public required double Width { get; init; }
    public required double Height { get; init; }
    public required double Baseline { get; init; }
    public required int Line { get; init; }
    public required bool IsRightToLeft { get; init; }

    public double CentreX => X + (Width / 2);
    public double CentreY => Y + (Height / 2);
}
