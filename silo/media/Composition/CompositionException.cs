namespace Framemill.Media.Composition;

/// <summary>A clip cannot be drawn.</summary>
/// <param name="pointer">Its place in the edit, as a JSON pointer.</param>
/// <param name="text">Why, for the user.</param>
public sealed class CompositionException(string pointer, string text, Exception? cause = null) : Exception(text, cause)
{
    public string Pointer { get; } = pointer;
}
