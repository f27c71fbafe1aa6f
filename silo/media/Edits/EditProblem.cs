namespace Framemill.Media.Edits;

/// <summary>One fault of an edit.</summary>
/// <param name="Code">Stable, one of <see cref="EditProblemCodes"/>.</param>
/// <param name="Pointer">Where in the edit, as an RFC 6901 JSON pointer; empty for the whole.</param>
/// <param name="Message">For a person: what is wrong and what would be right.</param>
public sealed record EditProblem(string Code, string Pointer, string Message);
