using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>Works out when and where everything of an edit happens. Pure.</summary>
public static class FilmTimeline
{
    public static FilmResolution Resolve(
        Edit edit, IReadOnlyDictionary<AssetKey, AssetFacts> facts, EditLimits limits) =>
        throw new NotImplementedException();
}
