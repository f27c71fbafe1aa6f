using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <param name="Place">Where in the index the frame belongs.</param>
internal sealed record DecodedFrame(PlanarImage Image, int Place);
