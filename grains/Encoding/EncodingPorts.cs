using Framemill.Ports;

namespace Framemill.Encoding;

/// <summary>The data plane as an encoder grain sees it.</summary>
public sealed record EncodingPorts(ISegmentEncoder Encoder, IFrameStore Frames);
