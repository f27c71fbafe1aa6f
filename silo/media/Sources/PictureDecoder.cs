#pragma warning disable CS9113, CA1822
using Framemill.Media.Processes;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>Decodes any picture as it should be seen: turned, in sRGB, 8 bit, alpha kept.</summary>
public sealed class PictureDecoder(ProcessRunner processes, SourceOptions options)
{
    /// <summary>Decodes a picture, shrunk to fit inside <paramref name="largest"/>, never enlarged.</summary>
    public Task<MediaResult<PlanarImage>> DecodeAsync(
        string path, MediaFacts facts, FrameSize largest, PixelPool pool, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Opens an animation; its pictures lie in a file in <paramref name="folder"/> until it is disposed.</summary>
    public Task<MediaResult<AnimationSource>> OpenAnimationAsync(
        string path, MediaFacts facts, FrameSize largest, PixelPool pool, string folder,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}
