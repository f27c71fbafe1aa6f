using Framemill.Gpu.Native;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>
/// Frames between host and card, through pinned buffers that take turns: while one is on its way the next is filled.
/// For one stream and one thread.
/// </summary>
public sealed unsafe class FrameTransfer : IDisposable
{
    private const int RowStep = 64;

    private readonly GpuStream _stream;
    private readonly Slot[] _slots;
    private int _next;

    /// <param name="slots">Frames that may be on their way at one time.</param>
    public FrameTransfer(GpuStream stream, int slots = 2)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slots);
        _stream = stream;
        _slots = [.. Enumerable.Range(0, slots).Select(_ => new Slot(stream))];
    }

    /// <summary>
    /// Returns as soon as the source may change again; the frame is whole in the order of the stream.
    /// </summary>
    public void Upload(PlanarImage source, DeviceFrame target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        RequireAlike(source, target);
        var slot = Next(target);
        var at = slot.Address;
        foreach (var (plane, to) in Pairs(source, target))
        {
            var pitch = Pitch(plane.Width);
            var rows = new Plane((byte*)at, pitch, plane.Width, plane.Height);
            plane.CopyTo(rows);
            _stream.Copy(Copy2D.Upload(at, pitch, to));
            at += (nint)pitch * plane.Height;
        }

        _stream.Record(slot.Passed);
    }

    /// <summary>The same for one plane, whose rows are written by the caller.</summary>
    internal void Upload(DevicePlane target, RowWriter write)
    {
        var pitch = Pitch(target.Width);
        var slot = Next((long)pitch * target.Height);
        var rows = new Plane((byte*)slot.Address, pitch, target.Width, target.Height);
        for (var y = 0; y < target.Height; y++) write(y, rows.Row(y));
        _stream.Copy(Copy2D.Upload(slot.Address, pitch, target));
        _stream.Record(slot.Passed);
    }

    /// <summary>One plane, whose rows the caller reads once they are there.</summary>
    internal void Download(DevicePlane source, RowReader read)
    {
        var pitch = Pitch(source.Width);
        var slot = Next((long)pitch * source.Height);
        _stream.Copy(Copy2D.Download(source, slot.Address, pitch));
        _stream.Record(slot.Passed);
        slot.Passed.Synchronize();
        var rows = new Plane((byte*)slot.Address, pitch, source.Width, source.Height);
        for (var y = 0; y < source.Height; y++) read(y, rows.Row(y));
    }

    /// <summary>
    /// Begins to bring a frame back. What is returned is asked for the pixels later, before as many further transfers
    /// have begun as there are slots.
    /// </summary>
    public PendingDownload Download(DeviceFrame source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var slot = Next(source);
        var at = slot.Address;
        foreach (var plane in Planes(source))
        {
            var pitch = Pitch(plane.Width);
            _stream.Copy(Copy2D.Download(plane, at, pitch));
            at += (nint)pitch * plane.Height;
        }

        _stream.Record(slot.Passed);
        return new(this, slot, source.Width, source.Height, source.Alpha);
    }

    public void Dispose()
    {
        foreach (var slot in _slots) slot.Dispose();
    }

    private static void RequireAlike(PlanarImage image, DeviceFrame frame)
    {
        if (image.Width != frame.Width || image.Height != frame.Height || image.Alpha != frame.Alpha)
        {
            throw new ArgumentException("The picture and the frame differ in size or alpha.", nameof(image));
        }
    }

    private static DevicePlane[] Planes(DeviceFrame frame) =>
        frame.HasAlpha ? [frame.Y, frame.U, frame.V, frame.A] : [frame.Y, frame.U, frame.V];

    private static Plane[] Planes(PlanarImage image) =>
        image.HasAlpha ? [image.Y, image.U, image.V, image.A] : [image.Y, image.U, image.V];

    private static IEnumerable<(Plane Host, DevicePlane Device)> Pairs(PlanarImage image, DeviceFrame frame) =>
        Planes(image).Zip(Planes(frame));

    private static int Pitch(int width) => (width + RowStep - 1) & -RowStep;

    private Slot Next(DeviceFrame frame) =>
        Next(Planes(frame).Sum(plane => (long)Pitch(plane.Width) * plane.Height));

    private Slot Next(long bytes)
    {
        var slot = _slots[_next++ % _slots.Length];
        slot.Begin(bytes);
        return slot;
    }

    internal delegate void RowWriter(int row, Span<byte> bytes);

    internal delegate void RowReader(int row, ReadOnlySpan<byte> bytes);

    /// <summary>A frame on its way back.</summary>
    public sealed class PendingDownload
    {
        private readonly FrameTransfer _transfer;
        private readonly Slot _slot;
        private readonly int _use;
        private readonly (int Width, int Height, AlphaForm Alpha) _shape;

        internal PendingDownload(FrameTransfer transfer, Slot slot, int width, int height, AlphaForm alpha)
        {
            _transfer = transfer;
            _slot = slot;
            _use = slot.Uses;
            _shape = (width, height, alpha);
        }

        /// <summary>Waits for the frame and writes it into a picture of the same size and alpha.</summary>
        public void CopyTo(PlanarImage target)
        {
            ArgumentNullException.ThrowIfNull(target);
            ObjectDisposedException.ThrowIf(_slot.Uses != _use, _transfer);
            if ((target.Width, target.Height, target.Alpha) != _shape)
            {
                throw new ArgumentException("The picture and the frame differ in size or alpha.", nameof(target));
            }

            _slot.Passed.Synchronize();
            var at = _slot.Address;
            foreach (var plane in Planes(target))
            {
                new Plane((byte*)at, Pitch(plane.Width), plane.Width, plane.Height).CopyTo(plane);
                at += (nint)Pitch(plane.Width) * plane.Height;
            }

            target.MarkChanged();
        }
    }

    internal sealed class Slot(GpuStream stream) : IDisposable
    {
        private PinnedMemory? _memory;
        private bool _isUsed;

        public GpuEvent Passed { get; } = stream.Device.CreateEvent();

        public nint Address => _memory!.Value;

        /// <summary>Tells one use from the next.</summary>
        public int Uses { get; private set; }

        /// <summary>Waits for the last use and makes room.</summary>
        public void Begin(long bytes)
        {
            if (_isUsed) Passed.Synchronize();
            _isUsed = true;
            Uses++;
            if (_memory is not null && _memory.Bytes >= bytes) return;
            _memory?.Dispose();
            _memory = new(stream.Device.Context, bytes);
        }

        public void Dispose()
        {
            if (_isUsed) Passed.Synchronize();
            Passed.Dispose();
            _memory?.Dispose();
        }
    }
}
