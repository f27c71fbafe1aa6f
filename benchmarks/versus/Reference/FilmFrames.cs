using System.Diagnostics;

namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>Every so many frames of a film, one after another, as its decoder gives them.</summary>
internal sealed class FilmFrames : IDisposable
{
    private readonly Process _decoder;
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _bytes;

    public FilmFrames(string film, int width, int height, int every)
    {
        (_width, _height, _bytes) = (width, height, new byte[width * height * 3 / 2]);
        _decoder = Process.Start(new ProcessStartInfo(
            "ffmpeg",
            [
                "-v", "error", "-nostdin", "-threads", "1", "-i", film, "-vf", $"select='not(mod(n,{every}))'",
                "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-",
            ])
        {
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Y, U and V of the next one.</summary>
    public async Task<Colours> NextAsync()
    {
        await _decoder.StandardOutput.BaseStream.ReadExactlyAsync(_bytes);
        var (luma, chroma) = (_width * _height, _width * _height / 4);
        return new(
            Field.Of(_bytes.AsSpan(0, luma), _width, _height),
            Field.Of(_bytes.AsSpan(luma, chroma), _width / 2, _height / 2),
            Field.Of(_bytes.AsSpan(luma + chroma, chroma), _width / 2, _height / 2));
    }

    public void Dispose()
    {
        if (!_decoder.HasExited) _decoder.Kill();
        _decoder.Dispose();
    }
}
