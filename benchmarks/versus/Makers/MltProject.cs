using System.Globalization;
using System.Xml.Linq;

namespace Framemill.Benchmarks.Versus.Makers;

/// <summary>The standard edit as a project of MLT, with its own means.</summary>
internal static class MltProject
{
    /// <summary>Captions stand so far from the top at 1080p.</summary>
    private const int CaptionTop = 952;

    /// <param name="isAffine">
    /// Stills are moved by the filter "affine", as kdenlive does; else by the faster "qtblend".
    /// </param>
    public static string Of(EditFacts edit, bool isAffine)
    {
        var project = new XElement(
            "mlt", new XAttribute("LC_NUMERIC", "C"), new XAttribute("producer", "main"), Profile(edit));
        for (var i = 0; i < edit.Scenes.Count; i++) project.Add(Still(edit, i, isAffine));
        project.Add(
            Producer(
                "clip", ("resource", $"{edit.Media}/clip.mp4"), ("mlt_service", "avformat"), ("audio_index", "-1")),
            Producer("voice", ("resource", $"{edit.Media}/narration.wav"), ("mlt_service", "avformat")),
            Producer("music", ("resource", $"{edit.Media}/music.wav"), ("mlt_service", "avformat")));
        Named(project, "clip").Add(Filter(
            ("mlt_service", "shape"), ("resource", $"{edit.Media}/mask.png"), ("use_luminance", "1"), ("use_mix", "0"),
            ("audio_match", "0")));
        // It has no side chain: the music is turned down by hand as long as somebody speaks.
        Named(project, "music").Add(Filter(
            ("mlt_service", "volume"),
            ("level", Text($"0=-16;{edit.NarrationFrames}=-16;{edit.NarrationFrames + 12}=0"))));
        project.Add(Scenes(edit, 0), Scenes(edit, 1), Fades(edit));
        project.Add(Playlist("clips", edit.Clip.FirstFrame, ("clip", edit.Clip.Frames)));
        project.Add(Playlist("voices", 0, ("voice", null)), Playlist("musics", 0, ("music", edit.Frames)));
        project.Add(Film(edit));
        return project.ToString();
    }

    private static XElement Profile(EditFacts edit) => new(
        "profile", new XAttribute("width", edit.Width), new XAttribute("height", edit.Height),
        new XAttribute("progressive", 1), new XAttribute("sample_aspect_num", 1),
        new XAttribute("sample_aspect_den", 1), new XAttribute("display_aspect_num", 16),
        new XAttribute("display_aspect_den", 9), new XAttribute("frame_rate_num", edit.Rate),
        new XAttribute("frame_rate_den", 1), new XAttribute("colorspace", 709));

    private static XElement Still(EditFacts edit, int index, bool isAffine)
    {
        var scene = edit.Scenes[index];
        var moves = string.Join(';', Whole(scene.From, 0), Whole(scene.To, scene.Frames - 1));
        var still = Producer(
            $"still{index}", ("resource", $"{edit.Media}/still{index}.jpg"), ("mlt_service", "qimage"),
            ("length", Text($"{scene.Frames}")), ("ttl", "1"));
        still.Add(new XAttribute("in", 0), new XAttribute("out", scene.Frames - 1));
        still.Add(isAffine
            ? Filter(
                ("mlt_service", "affine"), ("background", "color:0"), ("transition.rect", moves),
                ("transition.distort", "0"), ("transition.fill", "1"))
            : Filter(("mlt_service", "qtblend"), ("rect", moves), ("compositing", "0"), ("distort", "0")));
        return still;
    }

    /// <summary>A keyframe of the whole still, which is 3:2, where its 16:9 middle is drawn as given.</summary>
    private static string Whole(EditFacts.Place place, int frame)
    {
        var height = place.Width * 2 / 3;
        var top = place.Y - ((height - (place.Width * 9 / 16)) / 2);
        return Text($"{frame}={place.X:F4} {top:F4} {place.Width:F4} {height:F4} 1");
    }

    /// <summary>Every other scene, on a track of its own.</summary>
    private static XElement Scenes(EditFacts edit, int first)
    {
        var playlist = new XElement("playlist", new XAttribute("id", $"track{first}"));
        var at = 0;
        for (var i = first; i < edit.Scenes.Count; i += 2)
        {
            var scene = edit.Scenes[i];
            if (scene.FirstFrame > at)
                playlist.Add(new XElement("blank", new XAttribute("length", scene.FirstFrame - at)));
            playlist.Add(Entry($"still{i}", scene.Frames));
            at = scene.FirstFrame + scene.Frames;
        }

        return playlist;
    }

    private static XElement Fades(EditFacts edit)
    {
        var both = Tractor("scenes", edit.Frames, "track0", "track1");
        for (var i = 1; i < edit.Scenes.Count; i++)
        {
            var first = edit.Scenes[i].FirstFrame;
            both.Add(Transition(
                first, edit.FadeFrames, ("mlt_service", "luma"), ("a_track", "0"), ("b_track", "1"),
                ("reverse", i % 2 == 0 ? "1" : "0")));
        }

        return both;
    }

    private static XElement Film(EditFacts edit)
    {
        var clip = edit.Clip;
        var film = Tractor("main", edit.Frames, "scenes", "clips", "voices", "musics");
        film.Add(Transition(
            clip.FirstFrame, clip.Frames, ("mlt_service", "qtblend"), ("a_track", "0"), ("b_track", "1"),
            ("rect", Text($"{clip.X} {clip.Y} {clip.Width} {clip.Height} 1")), ("compositing", "0"), ("distort", "0")));
        foreach (var track in new[] { "2", "3" })
        {
            film.Add(Transition(
                0, edit.Frames, ("mlt_service", "mix"), ("a_track", "0"), ("b_track", track), ("sum", "1"),
                ("always_active", "1")));
        }

        for (var i = 0; i < edit.Scenes.Count; i++)
        {
            film.Add(Caption(edit, i, 3 * edit.Times, "#80000000", "#80000000"));
            film.Add(Caption(edit, i, 0, "#ffffffff", "#ff000000"));
        }

        return film;
    }

    private static XElement Caption(EditFacts edit, int slot, int shift, string colour, string outline)
    {
        var times = edit.Times;
        var caption = Filter(
            ("mlt_service", "qtext"), ("argument", edit.Scenes[slot].Caption), ("family", "DejaVu Sans"),
            ("size", Text($"{48 * times}")), ("weight", "700"), ("fgcolour", colour), ("olcolour", outline),
            ("outline", Text($"{3 * times}")), ("bgcolour", "#00000000"), ("halign", "center"), ("valign", "top"),
            ("geometry", Text($"{shift} {(CaptionTop * times) + shift} {edit.Width} {80 * times} 1")));
        caption.Add(new XAttribute("in", (slot * 150) + 15), new XAttribute("out", (slot * 150) + 134));
        return caption;
    }

    private static XElement Named(XElement project, string id) =>
        project.Elements().First(element => (string?)element.Attribute("id") == id);

    private static XElement Producer(string id, params (string Name, string Value)[] properties) =>
        new("producer", new XAttribute("id", id), Properties(properties));

    private static XElement Filter(params (string Name, string Value)[] properties) =>
        new("filter", Properties(properties));

    private static XElement Transition(int first, int frames, params (string Name, string Value)[] properties) => new(
        "transition", new XAttribute("in", first), new XAttribute("out", first + frames - 1), Properties(properties));

    private static XElement Tractor(string id, int frames, params string[] tracks) => new(
        "tractor", new XAttribute("id", id), new XAttribute("in", 0), new XAttribute("out", frames - 1),
        tracks.Select(track => new XElement(
            "track", new XAttribute("producer", track),
            track is "voices" or "musics" ? new XAttribute("hide", "video") : null)));

    private static XElement Playlist(string id, int blank, (string Producer, int? Frames) entry) => new(
        "playlist", new XAttribute("id", id),
        blank > 0 ? new XElement("blank", new XAttribute("length", blank)) : null,
        entry.Frames is { } frames ? Entry(entry.Producer, frames)
            : new XElement("entry", new XAttribute("producer", entry.Producer)));

    private static XElement Entry(string producer, int frames) => new(
        "entry", new XAttribute("producer", producer), new XAttribute("in", 0), new XAttribute("out", frames - 1));

    private static IEnumerable<XElement> Properties((string Name, string Value)[] properties) =>
        properties.Select(p => new XElement("property", new XAttribute("name", p.Name), p.Value));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
