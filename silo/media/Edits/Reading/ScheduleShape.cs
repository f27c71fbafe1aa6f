using System.Globalization;

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads when the film is wanted.</summary>
internal static class ScheduleShape
{
    private const int DeadlineCharactersMax = 40;

    public static Schedule Read(Fields fields)
    {
        Urgency? urgency = fields.Choice("class", EditNames.Urgencies, out var chosen) ? chosen : null;
        var schedule = new Schedule(urgency, Deadline(fields));
        fields.Close();
        return schedule;
    }

    /// <summary>A time without its zone could mean any of two dozen moments.</summary>
    private static DateTimeOffset? Deadline(Fields fields)
    {
        if (fields.Text("deadline", lengthMax: DeadlineCharactersMax) is not { } text) return null;
        var time = text.AsSpan(Math.Min(text.Length, "2000-01-01T".Length));
        var hasZone = time.EndsWith('Z') || time.ContainsAny('+', '-');
        if (hasZone && DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var deadline))
        {
            return deadline;
        }

        fields.Problem(
            EditProblemCodes.InvalidValue, "deadline",
            "\"deadline\" must be a date and time with its zone, like \"2030-01-31T17:00:00Z\".");
        return null;
    }
}
