namespace Framemill.Media.Edits.Reading;

/// <summary>Reads a list of tweens and fills in what they leave out.</summary>
internal static class TweenReader
{
    /// <param name="rest">The value of the property when nothing is said about it.</param>
    public static Tweenable Read(
        ReadingContext context, JsonValue.Array list, JsonPlace place, double rest, double min, double max)
    {
        if (list.Items.Count > context.Limits.TweensMax)
        {
            context.Problems.Add(
                EditProblemCodes.TooMany,
                place,
                $"There are {list.Items.Count} tweens; at most {context.Limits.TweensMax} are allowed.");
            return Tweenable.Of(rest);
        }

        var tweens = new List<Tween>(list.Items.Count);
        var value = rest;
        var end = 0.0;
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (Fields.Open(context, list.Items[i], place.Item(i)) is not { } fields)
                continue;

            // What a tween leaves out goes on from the one before it.
            var from = fields.NearestNumber("from", min, max);
            var to = fields.NearestNumber("to", min, max);
            var limit = context.Limits.FilmSecondsMax;
            var start = fields.Number("start") is { } begin ? Math.Clamp(begin, -limit, limit) : end;
            double? length = fields.Number("length") is { } lasting ? Math.Clamp(lasting, 0, limit) : null;
            var tween = new Tween
            {
                From = from ?? value,
                To = to ?? from ?? value,
                Start = start,
                Length = length,
                Interpolation = fields.Choice("interpolation", EditNames.Interpolations, Interpolation.Linear),
                Easing = fields.Choice("easing", EditNames.Easings, Easing.Ease),
            };
            fields.Close();
            tweens.Add(tween);
            value = tween.To;
            end = start + (length ?? 0);
        }

        // A stable sort: of two that start together the later one in the list wins.
        IReadOnlyList<Tween> ordered = [.. tweens.OrderBy(t => t.Start)];
        return new() { Value = ordered.Count > 0 ? ordered[0].From : rest, Tweens = ordered };
    }
}
