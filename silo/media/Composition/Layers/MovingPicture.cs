using Framemill.Media.Text.Scenes;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Names moments of moving text, and draws them.</summary>
internal static class MovingPicture
{
    /// <summary>Two moments of one scene that look the same have the same number, which is never negative.</summary>
    public static long NumberOf(IReadOnlyList<PartPose> poses, long seed)
    {
        // FNV-1a over what is posed; the same on every machine, unlike the hash codes of the platform.
        var hash = 14695981039346656037UL;
        Add(seed);
        foreach (var pose in poses)
        {
            Add(pose.Part);
            Add(pose.Opacity);
            Add(pose.ShiftX);
            Add(pose.ShiftY);
            Add(pose.Scale);
            Add(pose.RotateDegrees);
            Add(pose.Lit);
            Add(pose.Filled);
        }

        return (long)(hash & long.MaxValue);

        void Add(double value) => AddBits(BitConverter.DoubleToUInt64Bits(value));

        void AddBits(ulong bits)
        {
            for (var i = 0; i < 8; i++) hash = (hash ^ ((bits >> (8 * i)) & 0xFF)) * 1099511628211UL;
        }
    }

    public static LayerPicture? Draw(
        TextScene scene, IReadOnlyList<PartPose> poses, PixelPool pool, double pixelsPerUnit)
    {
        using var raster = scene.Draw(poses);
        return TextPicture.Convert(raster, pool, pixelsPerUnit);
    }
}
