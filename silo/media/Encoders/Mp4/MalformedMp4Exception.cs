namespace Framemill.Media.Encoders.Mp4;

/// <summary>Bytes that claim to be MP4 and are not, or not of the kind that this room writes.</summary>
public sealed class MalformedMp4Exception(string message) : Exception(message);
