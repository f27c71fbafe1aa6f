using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <summary>What can be heard of an asset, and how.</summary>
internal interface ISoundingAsset
{
    /// <summary>Seconds left out at the source's beginning.</summary>
    Rational Trim { get; }

    /// <summary>Source seconds for each second of the clip.</summary>
    Rational Speed { get; }

    Tweenable Volume { get; }

    VolumeEffect VolumeEffect { get; }
}
