using Framemill.Media.Timelines;

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads the outermost parts of an edit.</summary>
internal static class EditShape
{
    /// <summary>
    /// Null only when the whole is no object; parts that could not be read stand in with something harmless.
    /// </summary>
    public static Edit? Read(ReadingContext context, JsonValue root)
    {
        if (Fields.Open(context, root, JsonPlace.Root) is not { } fields)
            return null;
        var merge = Merge(fields);
        var timeline = fields.Object("timeline", required: true) is { } found ? Timeline(found) : null;
        var output = fields.Object("output", required: true) is { } wanted ? OutputShape.Read(wanted) : null;
        var edit = new Edit
        {
            Timeline = timeline ?? new() { Tracks = [] },
            Output = output ?? new() { Format = OutputFormat.Mp4 },
            Merge = merge,
            Callback = Callback(fields),
            Disk = fields.Choice("disk", EditNames.Disks, out var disk) ? disk : null,
            Schedule = fields.Object("schedule") is { } schedule ? ScheduleShape.Read(schedule) : null,
            Instance = fields.Choice("instance", EditNames.Instances, out var instance) ? instance : null,
        };
        fields.Close();
        return edit;
    }

    private static List<MergeField> Merge(Fields fields)
    {
        var merge = new List<MergeField>();
        foreach (var (value, place) in fields.List("merge", fields.Context.Limits.MergeFieldsMax))
        {
            if (Fields.Open(fields.Context, value, place) is not { } field)
                continue;
            var find = field.Text("find", required: true);
            var replace = field.Take("replace", required: true);
            field.Close();
            if (find is not null && replace is not null)
                merge.Add(new(find, JsonTreeWriter.WriteSorted(replace)));
        }

        return merge;
    }

    private static string? Callback(Fields fields)
    {
        var callback = fields.Text("callback", lengthMax: fields.Context.Limits.SourceCharactersMax)?.Trim();
        if (string.IsNullOrEmpty(callback))
            return null;
        if (!Sources.IsWebUrl(callback))
            fields.Problem(EditProblemCodes.InvalidUrl, "callback", "\"callback\" must be an http or https URL.");
        return callback;
    }

    private static Timeline Timeline(Fields fields)
    {
        var limits = fields.Context.Limits;
        var tracks = new List<Track>();
        foreach (var (value, place) in fields.List("tracks", limits.TracksMax, required: true))
        {
            // A track that is no object keeps its place, so that the pointers of those behind it stay right.
            tracks.Add(Fields.Open(fields.Context, value, place) is { } track ? Track(track) : new([]));
        }

        var fonts = new List<FontSource>();
        foreach (var (value, place) in fields.List("fonts", limits.FontsMax))
        {
            if (Fields.Open(fields.Context, value, place) is not { } font)
                continue;
            if (font.Source("src") is { } source)
                fonts.Add(new(source));
            font.Close();
        }

        var timeline = new Timeline
        {
            Tracks = tracks,
            Soundtrack = fields.Object("soundtrack") is { } soundtrack ? Soundtrack(soundtrack) : null,
            Background = fields.Color("background") ?? Rgba.Black,
            Fonts = fonts,
            Cache = fields.Flag("cache") ?? true,
        };
        fields.Close();
        return timeline;
    }

    private static Track Track(Fields fields)
    {
        var context = fields.Context;
        var clips = new List<Clip>();
        foreach (var (value, place) in fields.List("clips", int.MaxValue, required: true))
        {
            if (++context.ClipCount == context.Limits.ClipsMax + 1)
            {
                context.Problems.Add(
                    EditProblemCodes.TooMany, place, $"The timeline has more than {context.Limits.ClipsMax} clips.");
            }

            if (context.ClipCount > context.Limits.ClipsMax)
                break;

            // As with tracks, its place stays taken.
            clips.Add(Fields.Open(context, value, place) is { } clip ? ClipShape.Read(clip) : ClipShape.Broken);
        }

        fields.Close();
        return new(clips);
    }

    private static Soundtrack? Soundtrack(Fields fields)
    {
        var source = fields.Source("src");
        var effect = fields.Choice("effect", EditNames.SoundtrackEffects, VolumeEffect.None);
        var volume = Math.Clamp(fields.Number("volume") ?? 1, 0, 1);
        fields.Close();
        return source is null ? null : new() { Source = source, Effect = effect, Volume = volume };
    }
}
