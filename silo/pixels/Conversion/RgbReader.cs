using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>
/// Brings an opaque picture of R, G, B bytes into planes, row by row, with the sharpest chroma that 4:2:0 holds: for
/// stills, which are reduced once more for each frame. Eight rows are remembered.
/// </summary>
/// <param name="image">Opaque; complete when all of its rows have been added.</param>
public sealed unsafe class RgbReader(PlanarImage image)
{
    private readonly short[] _line = new short[2 * LineStride(image)];
    private readonly short[] _rows = new short[2 * SharpHalve.Rows * RowStride(image)];
    private int _added;
    private int _written;

    /// <param name="pixels">The next row, without a gap.</param>
    public void Add(ReadOnlySpan<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, 3 * image.Width, nameof(pixels));
        if (_added == image.Height) throw new InvalidOperationException("The picture is complete.");
        fixed (byte* from = pixels)
        {
            fixed (short* u = &_line[SharpHalve.Before], v = &_line[LineStride(image) + SharpHalve.Before])
            {
                RgbRow.Luma(from, image.Y.RowPointer(_added), image.Width);
                RgbRow.Differences(from, u, v, image.Width);
                Halve(u, 0);
                Halve(v, 1);
            }
        }

        _added++;
        var isAll = _added == image.Height;
        while (_written < image.U.Height && (isAll || (2 * _written) + (SharpHalve.Rows / 2) < _added))
        {
            Write(image.U, 0);
            Write(image.V, 1);
            _written++;
        }

        if (isAll) image.MarkChanged();
    }

    private static int LineStride(PlanarImage image) => SharpHalve.Before + image.Width + SharpHalve.Behind;

    // What is behind the last sample may be read.
    private static int RowStride(PlanarImage image) => image.U.Width + SharpHalve.Behind;

    private int Place(int row, int plane) =>
        ((plane * SharpHalve.Rows) + (row % SharpHalve.Rows)) * RowStride(image);

    private void Halve(short* line, int plane)
    {
        new Span<short>(line - SharpHalve.Before, SharpHalve.Before).Fill(line[0]);
        new Span<short>(line + image.Width, SharpHalve.Before).Fill(line[image.Width - 1]);
        fixed (short* row = &_rows[Place(_added, plane)]) SharpHalve.Across(line, row, image.U.Width);
    }

    private void Write(Plane target, int plane)
    {
        var rows = stackalloc short*[SharpHalve.Rows];
        fixed (short* all = _rows)
        {
            for (var k = 0; k < SharpHalve.Rows; k++)
            {
                var row = (2 * _written) + k + 1 - (SharpHalve.Rows / 2);
                rows[k] = all + Place(Math.Clamp(row, 0, image.Height - 1), plane);
            }

            SharpHalve.Down(rows, target.RowPointer(_written), target.Width);
        }
    }
}
