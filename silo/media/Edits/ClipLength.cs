using System.Text.Json.Serialization;
using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <summary>How long a clip lasts.</summary>
[JsonDerivedType(typeof(Seconds), "seconds")]
[JsonDerivedType(typeof(Auto), "auto")]
[JsonDerivedType(typeof(End), "end")]
[JsonDerivedType(typeof(Alias), "alias")]
public abstract record ClipLength
{
    private ClipLength() { }

    public sealed record Seconds(Rational Value) : ClipLength;

    /// <summary>As long as the asset itself, after trim and speed.</summary>
    public sealed record Auto : ClipLength;

    /// <summary>To the end of the timeline, or of the asset if that comes first.</summary>
    public sealed record End : ClipLength;

    /// <summary>As long as the named clip.</summary>
    public sealed record Alias(string Name) : ClipLength;
}
