using System.Text.Json.Serialization;
using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <summary>When a clip begins.</summary>
[JsonDerivedType(typeof(Seconds), "seconds")]
[JsonDerivedType(typeof(Auto), "auto")]
[JsonDerivedType(typeof(Alias), "alias")]
public abstract record ClipStart
{
    private ClipStart() { }

    /// <summary>This long after the timeline begins.</summary>
    public sealed record Seconds(Rational Value) : ClipStart;

    /// <summary>When the previous clip of the track ends.</summary>
    public sealed record Auto : ClipStart;

    /// <summary>When the named clip begins.</summary>
    public sealed record Alias(string Name) : ClipStart;
}
