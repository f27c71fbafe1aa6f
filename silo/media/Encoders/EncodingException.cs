namespace Framemill.Media.Encoders;

/// <summary>An encoder or muxer did not deliver what it was asked for. The message names the reason.</summary>
public sealed class EncodingException(string message, Exception? inner = null) : Exception(message, inner);
