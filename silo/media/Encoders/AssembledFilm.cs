namespace Framemill.Media.Encoders;

/// <param name="SoundSeconds">Null for a film without sound.</param>
public sealed record AssembledFilm(long Bytes, int FrameCount, double VideoSeconds, double? SoundSeconds);
