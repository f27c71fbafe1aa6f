namespace Framemill.Media.Films;

/// <summary>A film that was made ready once cannot be opened any more.</summary>
public sealed class FilmException(string message) : Exception(message);
