using System.Runtime.InteropServices;

namespace Framemill.Media.Encoders.X264;

/// <summary>
/// The functions of libx264 that we call. The build number is part of the file's name and of the opening function's:
/// another build has another layout of its structures and is not found rather than misread.
/// </summary>
internal static unsafe partial class X264Library
{
    public const int Build = 164;
    private const string Name = "libx264.so.164";

    [LibraryImport(Name, EntryPoint = "x264_param_default_preset", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DefaultPreset(X264Parameters* parameters, string preset, string? tune);

    [LibraryImport(Name, EntryPoint = "x264_param_parse", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Parse(X264Parameters* parameters, string name, string value);

    [LibraryImport(Name, EntryPoint = "x264_param_cleanup")]
    public static partial void CleanUp(X264Parameters* parameters);

    [LibraryImport(Name, EntryPoint = "x264_encoder_open_164")]
    public static partial nint Open(X264Parameters* parameters);

    [LibraryImport(Name, EntryPoint = "x264_encoder_headers")]
    public static partial int Headers(nint encoder, X264Unit** units, int* count);

    /// <returns>Bytes of the frame that came out, zero for none yet, negative for a failure.</returns>
    [LibraryImport(Name, EntryPoint = "x264_encoder_encode")]
    public static partial int Encode(
        nint encoder, X264Unit** units, int* count, X264Picture* input, X264Picture* output);

    [LibraryImport(Name, EntryPoint = "x264_encoder_delayed_frames")]
    public static partial int DelayedFrames(nint encoder);

    [LibraryImport(Name, EntryPoint = "x264_encoder_close")]
    public static partial void Close(nint encoder);

    [LibraryImport(Name, EntryPoint = "x264_picture_init")]
    public static partial void Initialise(X264Picture* picture);
}
