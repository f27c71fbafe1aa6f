using Framemill.Media.Timelines;

namespace Framemill.Media.Edits.Reading;

/// <summary>Finds what is wrong between clips, as far as it shows before the assets are known.</summary>
internal static class TimelineChecks
{
    public static void Run(Edit edit, EditLimits limits, ProblemList problems)
    {
        var tracks = edit.Timeline.Tracks;
        var aliases = Aliases(tracks, problems);
        CheckAliases(tracks, aliases, problems);
        var known = ClipSchedule.WhatIsKnown(tracks);
        foreach (var problem in Overlaps.Find(tracks, known))
            problems.Add(problem);
        foreach (var (track, clip, time) in known.All())
        {
            if (time.End is { } end && end > limits.FilmSecondsMax)
            {
                problems.Add(new(
                    EditProblemCodes.FilmTooLong,
                    EditPointers.Clip(track, clip) + "/length",
                    $"The clip ends after {limits.FilmSecondsMax} seconds; no film may be longer."));
            }
        }

        foreach (var (track, clip) in ClipSchedule.Cycles(tracks))
        {
            problems.Add(new(
                EditProblemCodes.AliasCycle,
                EditPointers.Clip(track, clip),
                "The clip's start or length depends on itself by way of other clips."));
        }
    }

    private static HashSet<string> Aliases(IReadOnlyList<Track> tracks, ProblemList problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (track, index, clip) in ClipWalk.All(tracks))
        {
            if (clip.Alias is { } alias && !names.Add(alias))
            {
                problems.Add(new(
                    EditProblemCodes.AliasDuplicate,
                    EditPointers.Clip(track, index) + "/alias",
                    $"Another clip has the alias \"{alias}\" already."));
            }
        }

        return names;
    }

    private static void CheckAliases(IReadOnlyList<Track> tracks, HashSet<string> aliases, ProblemList problems)
    {
        foreach (var (track, index, clip) in ClipWalk.All(tracks))
        {
            var pointer = EditPointers.Clip(track, index);
            Check((clip.Start as ClipStart.Alias)?.Name, pointer + "/start");
            Check((clip.Length as ClipLength.Alias)?.Name, pointer + "/length");
            Check(SourceAlias(clip.Asset), pointer + "/asset/src");
        }

        void Check(string? name, string pointer)
        {
            if (string.IsNullOrEmpty(name) || aliases.Contains(name))
                return;
            var nearest = Spelling.Nearest(name, aliases) is { } guess ? $" Did you mean \"{guess}\"?" : "";
            problems.Add(new(EditProblemCodes.AliasUnknown, pointer, $"No clip has the alias \"{name}\".{nearest}"));
        }
    }

    private static string? SourceAlias(Asset asset) => asset switch
    {
        CaptionAsset caption => ClipAlias.NameIn(caption.Source),
        RichCaptionAsset caption => ClipAlias.NameIn(caption.Source),
        _ => null,
    };
}
