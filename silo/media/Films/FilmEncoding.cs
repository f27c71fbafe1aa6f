using Framemill.Media.Edits;
using Framemill.Media.Encoders;
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
        Threads = options.EncoderThreads,
    };

    /// <summary>Every setting that can change a byte of a segment: part of its content key.</summary>
    public static string Describe(Film film, FilmOptions options)
    {
        var format = FormatOf(film, options);
        var settings = X264Settings.For(format.Quality);
        return $"x264 {format.Width}x{format.Height} {format.Rate} {settings} threads {format.Threads}";
    }
}
