using System.Runtime.InteropServices;
using Framemill.Pixels;

namespace Framemill.Media.Encoders.X264;

/// <summary>
/// One H.264 stream from its first frame to its last. Frames are read from where they lie; the encoder keeps what it
/// needs of them. One thread at a time.
/// </summary>
internal sealed unsafe class X264Encoder : IDisposable
{
    private readonly List<EncodedFrame> _frames = [];
    private readonly StreamBytes _data = new();
    private readonly int _bytesMax;
    private nint _encoder;
    private int _framesIn;

    /// <exception cref="EncodingException">
    /// The encoder is not on this machine, or does not take the settings.
    /// </exception>
    public X264Encoder(VideoFormat format, int bytesMax)
    {
        _bytesMax = bytesMax;
        var parameters = (X264Parameters*)NativeMemory.AllocZeroed((nuint)sizeof(X264Parameters));
        try
        {
            _encoder = Open(parameters, format);
            (SequenceParameters, PictureParameters) = ReadHeaders();
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new EncodingException($"libx264 of build {X264Library.Build} is not on this machine.", error);
        }
        catch
        {
            Dispose();
            throw;
        }
        finally
        {
            NativeMemory.Free(parameters);
        }
    }

    /// <summary>What a decoder must know of the stream, without length or start code.</summary>
    public byte[] SequenceParameters { get; }

    public byte[] PictureParameters { get; }

    /// <summary>In decode order.</summary>
    public IReadOnlyList<EncodedFrame> Frames => _frames;

    /// <summary>All frames in decode order, each unit after four bytes of length.</summary>
    public ReadOnlySpan<byte> Data => _data.Written;

    /// <summary>Returns when the image may be reused.</summary>
    public void Add(PlanarImage image)
    {
        X264Picture picture;
        X264Library.Initialise(&picture);
        picture.PresentationTime = _framesIn++;
        picture.ColourSpace = X264Picture.I420;
        picture.PlaneCount = 3;
        picture.Strides[0] = image.Y.Stride;
        picture.Strides[1] = image.U.Stride;
        picture.Strides[2] = image.V.Stride;
        picture.Luma = (nint)image.Y.Data;
        picture.ChromaBlue = (nint)image.U.Data;
        picture.ChromaRed = (nint)image.V.Data;
        Encode(&picture);
    }

    /// <summary>Takes out what the encoder still holds. Nothing may be added after it.</summary>
    public void Drain()
    {
        while (X264Library.DelayedFrames(_encoder) > 0) Encode(null);
    }

    /// <summary>Gives back what the encoder itself takes; its frames and their data remain.</summary>
    public void Close()
    {
        if (_encoder == 0) return;
        X264Library.Close(_encoder);
        _encoder = 0;
    }

    public void Dispose()
    {
        Close();
        _data.Dispose();
    }

    private static nint Open(X264Parameters* parameters, VideoFormat format)
    {
        var preset = X264Settings.PresetOf(format);
        if (X264Library.DefaultPreset(parameters, preset, null) != 0)
            throw new EncodingException($"The encoder knows no preset '{preset}'.");
        try
        {
            parameters->Width = format.Width;
            parameters->Height = format.Height;
            foreach (var (name, value) in X264Settings.Of(format))
            {
                if (X264Library.Parse(parameters, name, value) != 0)
                    throw new EncodingException($"The encoder refuses {name}={value}.");
            }

            var encoder = X264Library.Open(parameters);
            return encoder != 0 ? encoder : throw new EncodingException(
                $"The encoder does not take {format.Width}x{format.Height} with {X264Settings.Describe(format)}.");
        }
        finally
        {
            X264Library.CleanUp(parameters);
        }
    }

    private (byte[] Sequence, byte[] Picture) ReadHeaders()
    {
        X264Unit* units;
        int count;
        if (X264Library.Headers(_encoder, &units, &count) < 0)
            throw new EncodingException("The encoder has no headers.");
        byte[] sequence = [], picture = [];
        for (var i = 0; i < count; i++)
        {
            var content = new ReadOnlySpan<byte>(units[i].Data, units[i].Bytes)[4..].ToArray();
            if (units[i].Type == X264Unit.SequenceParameters) sequence = content;
            if (units[i].Type == X264Unit.PictureParameters) picture = content;
        }

        return sequence.Length >= 4 && picture.Length > 0
            ? (sequence, picture)
            : throw new EncodingException("The encoder's headers lack a parameter set.");
    }

    private void Encode(X264Picture* input)
    {
        X264Picture output;
        X264Unit* units;
        int count;
        var bytes = X264Library.Encode(_encoder, &units, &count, input, &output);
        if (bytes < 0) throw new EncodingException($"The encoder failed at frame {_framesIn - 1}.");
        if (bytes == 0) return;
        if (bytes > _bytesMax - _data.Count)
            throw new EncodingException($"The segment is larger than {_bytesMax} bytes (OutputTooLarge).");
        _data.Add(new ReadOnlySpan<byte>(units[0].Data, bytes));
        _frames.Add(new((int)output.PresentationTime, output.IsKeyFrame != 0, bytes));
    }
}
