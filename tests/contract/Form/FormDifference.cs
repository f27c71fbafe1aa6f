using System.Text.RegularExpressions;
using Framemill.Media.Edits;

namespace Framemill.Tests.Contract.Form;

/// <summary>Compares two judgements of one edit. The tables name every difference that is meant.</summary>
/// <param name="Kind">What differs, the numbers of tracks and clips left out.</param>
internal sealed partial record FormDifference(string Kind, string Json)
{
    /// <summary>Refusals for what an edit means, which no schema can see.</summary>
    private static readonly Dictionary<string, string> MeaningCodes = new()
    {
        [EditProblemCodes.ClipOverlap] = "clips of one track would show at once",
        [EditProblemCodes.AliasUnknown] = "no clip has that alias",
        [EditProblemCodes.AliasDuplicate] = "two clips have that alias",
        [EditProblemCodes.AliasCycle] = "times that wait for each other",
        [EditProblemCodes.MergeFieldMissing] = "a placeholder that nothing fills",
        [EditProblemCodes.InvalidUrl] = "a source that can never be fetched",
        [EditProblemCodes.InvalidColor] = "a text that is no colour",
        [EditProblemCodes.FilmEmpty] = "nothing to show",
        [EditProblemCodes.FilmTooLong] = "a limit of this server",
        [EditProblemCodes.RangeOutside] = "nothing of the film lies in the range",
    };

    /// <summary>What the schema accepts and we refuse all the same: code, place, reason.</summary>
    private static readonly (string Code, Regex Place, string Reason)[] Refused =
    [
        (EditProblemCodes.UnknownKey, ShapeParts(), "its JSON form refuses it too, only its code is lax"),
    ];

    public static FormDifference? Between(SchemaJudge.Verdict verdict, EditReading reading, string json)
    {
        if (!verdict.Accepted)
        {
            return reading.Problems.Count > 0
                ? null
                : new($"accepted, but the schema says {Plain(verdict.Path!)}: {verdict.Reason}", json);
        }

        var refused = reading.Problems.FirstOrDefault(p => !MeaningCodes.ContainsKey(p.Code)
            && !Refused.Any(r => r.Code == p.Code && r.Place.IsMatch(p.Pointer)));
        return refused is null ? null
            : new($"refused, {refused.Code} at {Plain(refused.Pointer)}: {refused.Message}", json);
    }

    [GeneratedRegex("/asset/(fill|stroke|rectangle|circle|line|border|padding|animation|.*/stops/[0-9]+)/[^/]*$")]
    private static partial Regex ShapeParts();

    private static string Plain(string place) => Numbers().Replace(place, "#");

    [GeneratedRegex("(?<=/|^)[0-9]+")]
    private static partial Regex Numbers();
}
