namespace Framemill.Media.Encoders.X264;

/// <summary>A frame as it came out of the encoder.</summary>
/// <param name="Shown">Its place in the film's order, counted from the segment's first frame.</param>
internal readonly record struct EncodedFrame(int Shown, bool IsKeyFrame, int Bytes);
