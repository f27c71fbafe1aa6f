using System.Runtime.InteropServices;

namespace Framemill.Media.Encoders.X264;

/// <summary>
/// The encoder's settings (x264_param_t). Only what cannot be set by name is named here; the rest is room, more than
/// the structure has.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 8192)]
internal struct X264Parameters
{
    [FieldOffset(28)]
    public int Width;

    [FieldOffset(32)]
    public int Height;
}

/// <summary>A picture as the encoder takes and returns it (x264_picture_t), with room after what we use.</summary>
[StructLayout(LayoutKind.Explicit, Size = 1024)]
internal unsafe struct X264Picture
{
    /// <summary>Planar 4:2:0.</summary>
    public const int I420 = 2;

    /// <summary>Set on output: decoding may begin here.</summary>
    [FieldOffset(12)]
    public int IsKeyFrame;

    [FieldOffset(16)]
    public long PresentationTime;

    [FieldOffset(24)]
    public long DecodeTime;

    [FieldOffset(40)]
    public int ColourSpace;

    [FieldOffset(44)]
    public int PlaneCount;

    [FieldOffset(48)]
    public fixed int Strides[4];

    [FieldOffset(64)]
    public nint Luma;

    [FieldOffset(72)]
    public nint ChromaBlue;

    [FieldOffset(80)]
    public nint ChromaRed;
}

/// <summary>One unit of the stream (x264_nal_t). All units of a call lie one after the other in memory.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal unsafe struct X264Unit
{
    public const int SequenceParameters = 7;
    public const int PictureParameters = 8;

    [FieldOffset(4)]
    public int Type;

    /// <summary>With the four bytes that tell the unit's length.</summary>
    [FieldOffset(20)]
    public int Bytes;

    [FieldOffset(24)]
    public byte* Data;
}
