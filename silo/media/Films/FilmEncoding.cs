using Framemill.Media.Edits;
using Framemill.Media.Encoders;
using Framemill.Media.Encoders.X264;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>How a film's segments are encoded. Pure.</summary>
public static class FilmEncoding
{
    public static VideoFormat FormatOf(Film film, FilmOptions options) => new()
    {
        Width = film.OutputSize.Width,
        Height = film.OutputSize.Height,
        Rate = film.Rate,
        // A GIF is made of the segments, so they must not take anything away that its palette would keep.
        Quality = film.Format == OutputFormat.Gif ? Quality.VeryHigh : film.Edit.Output.Quality,
        Threads = film.OutputSize.Pixels > options.LargeFramePixels
            ? options.LargeEncoderThreads : options.EncoderThreads,
    };

    /// <summary>Bytes that one segment's encoder takes.</summary>
    public static long MemoryOf(Film film, FilmOptions options) => X264Memory.Of(FormatOf(film, options));

    /// <summary>All of the encoder's settings: whatever can change a byte of a segment is part of its key.</summary>
    public static string Describe(Film film, FilmOptions options) =>
        X264Settings.Describe(FormatOf(film, options));
}
