using Framemill.Media.Timelines;

namespace Framemill.Media.Sound;

/// <summary>Text that was spoken.</summary>
/// <param name="Voice">The voice that spoke it, in the speech engine's own name.</param>
/// <param name="Duration">In seconds, to the sample.</param>
public sealed record SpokenText(string Path, string Voice, Rational Duration);

/// <summary>Text that cannot be spoken, and why: words for the person who wrote it.</summary>
public sealed class SpeechException(string message) : Exception(message);
