namespace Framemill.Media.Text;

/// <summary>Text could not be drawn: a native library refused, or a limit was passed.</summary>
public sealed class TextException(string message) : Exception(message);
