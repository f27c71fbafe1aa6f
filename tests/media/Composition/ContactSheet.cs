using Framemill.Pixels;

namespace Framemill.Tests.Media.Composition;

/// <summary>Many small frames on one picture, for human eyes.</summary>
internal sealed class ContactSheet(int columns, int width, int height)
{
    private readonly List<byte[]> _frames = [];

    public void Add(PlanarImage frame)
    {
        using var small = PlanarImage.Allocate(PixelPool.Shared, width, height, hasAlpha: false);
        Scale.Into(frame, small);
        var rgb = new byte[width * height * 3];
        PixelConvert.ToRgb24(small, rgb, width * 3);
        _frames.Add(rgb);
    }

    public void Look(string name)
    {
        const int Gap = 4;
        var rows = (_frames.Count + columns - 1) / columns;
        var sheetWidth = columns * (width + Gap);
        var sheet = new byte[sheetWidth * rows * (height + Gap) * 3];
        for (var i = 0; i < _frames.Count; i++)
        {
            var (left, top) = (i % columns * (width + Gap), i / columns * (height + Gap));
            for (var y = 0; y < height; y++)
                _frames[i].AsSpan(y * width * 3, width * 3).CopyTo(sheet.AsSpan((((top + y) * sheetWidth) + left) * 3));
        }

        PictureFile.Look(name, sheetWidth, rows * (height + Gap), sheet);
    }
}
