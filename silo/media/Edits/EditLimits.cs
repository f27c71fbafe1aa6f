using System.ComponentModel.DataAnnotations;

namespace Framemill.Media.Edits;

/// <summary>How large an edit may be. Section <c>EditLimits</c>.</summary>
public sealed class EditLimits
{
    public const string Section = "EditLimits";

    /// <summary>Bytes of the posted JSON, and characters after merge fields are filled in. Default: 8 MiB.</summary>
    [Range(1_024, 256 * 1024 * 1024)]
    public int EditBytesMax { get; set; } = 8 * 1024 * 1024;

    /// <summary>JSON values of an edit, merge fields filled in. Default: 500,000.</summary>
    [Range(100, 10_000_000)]
    public int ValuesMax { get; set; } = 500_000;

    /// <summary>How deep objects and lists may be nested. Default: 48.</summary>
    [Range(12, 128)]
    public int DepthMax { get; set; } = 48;

    /// <summary>Problems told of at once. Default: 100.</summary>
    [Range(1, 10_000)]
    public int ProblemsMax { get; set; } = 100;

    /// <summary>Tracks of a timeline. Default: 200.</summary>
    [Range(1, 10_000)]
    public int TracksMax { get; set; } = 200;

    /// <summary>Clips of all tracks together. Default: 5,000.</summary>
    [Range(1, 100_000)]
    public int ClipsMax { get; set; } = 5_000;

    /// <summary>Seconds from the timeline's begin to its end. Default: 4 hours.</summary>
    [Range(1, 172_800)]
    public int FilmSecondsMax { get; set; } = 4 * 60 * 60;

    /// <summary>Tweens of one property. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int TweensMax { get; set; } = 1_000;

    /// <summary>Merge fields of an edit. Default: 2,000.</summary>
    [Range(0, 100_000)]
    public int MergeFieldsMax { get; set; } = 2_000;

    /// <summary>Fonts of a timeline. Default: 100.</summary>
    [Range(0, 10_000)]
    public int FontsMax { get; set; } = 100;

    /// <summary>Destinations of an output. Default: 20.</summary>
    [Range(0, 1_000)]
    public int DestinationsMax { get; set; } = 20;

    /// <summary>Characters of a text where the contract sets no bound. Default: 100,000.</summary>
    [Range(100, 10_000_000)]
    public int TextCharactersMax { get; set; } = 100_000;

    /// <summary>Characters of a URL or path; signed URLs are long. Default: 8,192.</summary>
    [Range(100, 65_536)]
    public int SourceCharactersMax { get; set; } = 8_192;
}
