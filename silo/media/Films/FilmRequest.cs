namespace Framemill.Media.Films;

/// <summary>An edit to be made ready.</summary>
public sealed record FilmRequest
{
    /// <summary>The edit after its merge fields.</summary>
    public required string Edit { get; init; }

    /// <summary>Where assets named by relative path lie; null refuses local files.</summary>
    public string? LocalRoot { get; init; }
}
