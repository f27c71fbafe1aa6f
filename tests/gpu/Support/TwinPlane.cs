using Framemill.Gpu;
using Framemill.Pixels;

namespace Framemill.Tests.Gpu.Support;

/// <summary>
/// The same bytes on the card and here, each inside a larger plane: what lies around must stay as it was.
/// </summary>
internal sealed class TwinPlane : IDisposable
{
    private const int Around = 40;

    private readonly TwinBench _bench;
    private readonly PlanarImage _outer;
    private readonly DeviceScratch _outerOnCard;

    public TwinPlane(TwinBench bench, int width, int height)
    {
        _bench = bench;
        var (outerWidth, outerHeight) = (width + Around, height + 2);
        _outer = PlanarImage.Allocate(bench.Pixels, outerWidth, outerHeight, hasAlpha: false);
        _outerOnCard = bench.Device.Pool.RentPlane(bench.Stream, outerWidth, outerHeight);
        bench.Fill(_outer.Y);
        Upload();

        // Whole groups, words and odd addresses alike.
        var x = bench.Random.Pick([0, 16, 4, bench.Random.Below(Around)]);
        Host = _outer.Y.Slice(x, 1, width, height);
        Card = _outerOnCard.Plane.Slice(x, 1, width, height);
    }

    public Plane Host { get; }

    public DevicePlane Card { get; }

    /// <summary>After the bytes here were changed by hand.</summary>
    public void Upload() =>
        _bench.Transfer.Upload(_outerOnCard.Plane, (y, bytes) => _outer.Y.Row(y).CopyTo(bytes));

    public void AssertSame(string what)
    {
        using var back = PlanarImage.Allocate(_bench.Pixels, _outer.Width, _outer.Height, hasAlpha: false);
        _bench.Transfer.Download(_outerOnCard.Plane, (y, bytes) => bytes.CopyTo(back.Y.Row(y)));
        TwinBench.AssertSame(_outer.Y, back.Y, what);
    }

    public void Dispose()
    {
        _outerOnCard.Dispose();
        _outer.Dispose();
    }
}
