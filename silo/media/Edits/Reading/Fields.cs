namespace Framemill.Media.Edits.Reading;

/// <summary>
/// One object of the edit while it is read. Each key that is asked for becomes a known one; <see cref="Close"/> tells
/// of the others. A value that is wrong is told of once and then counts as absent, so that reading goes on.
/// </summary>
internal sealed partial class Fields
{
    private readonly JsonValue.Object _value;
    private readonly Dictionary<string, JsonValue> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private Fields(ReadingContext context, JsonValue.Object value, JsonPlace place)
    {
        Context = context;
        _value = value;
        Place = place;
        foreach (var (name, member) in value.Members)
            _members[name] = member;
    }

    public ReadingContext Context { get; }

    public JsonPlace Place { get; }

    /// <summary>Null, and told of, when the value is no object.</summary>
    public static Fields? Open(ReadingContext context, JsonValue value, JsonPlace place)
    {
        if (value is JsonValue.Object found)
            return new(context, found, place);
        WrongType(context, value, place, "an object");
        return null;
    }

    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>The value of a key, whatever it is; null when absent.</summary>
    public JsonValue? Take(string name, bool required = false)
    {
        _known.Add(name);
        if (_members.TryGetValue(name, out var value))
            return value;
        if (required)
            Problem(EditProblemCodes.Missing, name, $"\"{name}\" is missing.");
        return null;
    }

    public void Problem(string code, string name, string message) =>
        Context.Problems.Add(code, Place.Member(name), message);

    public string? Text(string name, bool required = false, int? lengthMax = null)
    {
        if (Take(name, required) is not { } value)
            return null;
        var text = value switch
        {
            JsonValue.Text found => found.Value,
            // A field that says 5 may well stand where the edit wants text.
            JsonValue.Number found when value.FromMergeField => found.Written,
            JsonValue.Flag found when value.FromMergeField => found.Value ? "true" : "false",
            _ => null,
        };
        if (text is null)
        {
            WrongType(Context, value, Place.Member(name), "text");
            return null;
        }

        var max = Math.Min(lengthMax ?? Context.Limits.TextCharactersMax, Context.Limits.EditBytesMax);
        if (text.Length <= max)
            return text;
        Problem(EditProblemCodes.TooLong, name, $"The text has {text.Length} characters; at most {max} are allowed.");
        return null;
    }

    public bool? Flag(string name)
    {
        switch (Take(name))
        {
            case null:
                return null;
            case JsonValue.Flag found:
                return found.Value;
            case JsonValue.Text { FromMergeField: true, Value: "true" }:
                return true;
            case JsonValue.Text { FromMergeField: true, Value: "false" }:
                return false;
            case var value:
                WrongType(Context, value, Place.Member(name), "true or false");
                return null;
        }
    }

    public bool Choice<T>(string name, Names<T> names, out T chosen, bool required = false)
        where T : notnull
    {
        chosen = default!;
        if (Take(name) is JsonValue.Number { FromMergeField: true } number && names.TryGet(number.Written, out chosen))
            return true;
        if (Text(name, required) is not { } word)
            return false;
        if (names.TryGet(word, out chosen))
            return true;
        if (!TokenLeft(Context, word, Place.Member(name)))
            Problem(EditProblemCodes.InvalidValue, name, names.Explain(word));
        return false;
    }

    public T Choice<T>(string name, Names<T> names, T otherwise)
        where T : notnull => Choice(name, names, out var chosen) ? chosen : otherwise;

    public T? ChoiceOrNull<T>(string name, Names<T> names)
        where T : struct => Choice(name, names, out var chosen) ? chosen : null;

    /// <summary>A list of words, each of them known.</summary>
    public void Choices<T>(string name, Names<T> names)
        where T : notnull
    {
        foreach (var (value, place) in List(name, Context.Limits.DestinationsMax))
        {
            if (value is not JsonValue.Text text)
                WrongType(Context, value, place, "text");
            else if (!names.TryGet(text.Value, out _))
                Context.Problems.Add(EditProblemCodes.InvalidValue, place, names.Explain(text.Value));
        }
    }

    public Fields? Object(string name, bool required = false) =>
        Take(name, required) is { } value ? Open(Context, value, Place.Member(name)) : null;

    /// <summary>The items of a list with their places; empty when it is absent or no list.</summary>
    public IEnumerable<(JsonValue Value, JsonPlace Place)> List(string name, int countMax, bool required = false)
    {
        if (Take(name, required) is not { } value)
            return [];
        var place = Place.Member(name);
        if (value is not JsonValue.Array list)
        {
            WrongType(Context, value, place, "a list");
            return [];
        }

        if (required && list.Items.Count == 0)
            Problem(EditProblemCodes.TooFew, name, $"\"{name}\" must hold at least one item.");
        if (list.Items.Count > countMax)
        {
            Problem(
                EditProblemCodes.TooMany,
                name,
                $"\"{name}\" holds {list.Items.Count} items; at most {countMax} are allowed.");
            return [];
        }

        return list.Items.Select((item, i) => (item, place.Item(i)));
    }

    /// <summary>Any object, as JSON text with its members sorted: its meaning is someone else's.</summary>
    public string? AnyObject(string name)
    {
        if (Take(name) is not { } value)
            return null;
        if (value is JsonValue.Object)
            return JsonTreeWriter.WriteSorted(value);
        WrongType(Context, value, Place.Member(name), "an object");
        return null;
    }

    /// <summary>Where the contract takes any text, the empty one means the default.</summary>
    public Rgba? Color(string name, bool strict = false, bool required = false)
    {
        if (Text(name, required) is not { } text || (!strict && string.IsNullOrWhiteSpace(text)))
            return null;
        if (strict ? Colors.TryReadStrict(text, out var color) : Colors.TryRead(text, out color))
            return color;
        if (!TokenLeft(Context, text, Place.Member(name)))
        {
            var shown = text.Length <= 48 ? text : text[..48] + "...";
            Problem(
                EditProblemCodes.InvalidColor,
                name,
                $"\"{shown}\" is no colour. Write it as #RRGGBB, such as #ff8800.");
        }

        return null;
    }

    /// <summary>The URL or local path of something to fetch.</summary>
    public string? Source(string name, bool required = true, bool aliasAllowed = false)
    {
        if (Text(name, required, Context.Limits.SourceCharactersMax)?.Trim() is not { } source)
            return null;
        if (Sources.IsWebUrl(source) || (Context.LocalFilesAllowed && Sources.IsLocalFile(source)))
            return source;
        if (aliasAllowed && ClipAlias.NameIn(source) is not null)
            return source;
        if (!TokenLeft(Context, source, Place.Member(name)))
        {
            var local = Context.LocalFilesAllowed ? " or a local file" : "";
            var alias = aliasAllowed ? " or alias:// and the name of a clip" : "";
            Problem(EditProblemCodes.InvalidUrl, name, $"\"{name}\" must be an http or https URL{local}{alias}.");
        }

        return null;
    }

    /// <summary>Tells of every key that nobody asked for.</summary>
    public void Close()
    {
        foreach (var (name, _) in _value.Members)
        {
            if (_known.Contains(name))
                continue;
            var shown = name.Length <= 64 ? name : name[..64] + "...";
            var nearest = Spelling.Nearest(name, _known) is { } guess ? $" Did you mean \"{guess}\"?" : "";
            Problem(EditProblemCodes.UnknownKey, name, $"The key \"{shown}\" is not known here.{nearest}");
        }
    }

    private static void WrongType(ReadingContext context, JsonValue value, JsonPlace place, string wanted)
    {
        if (value is JsonValue.Text text && TokenLeft(context, text.Value, place))
            return;
        context.Problems.Add(EditProblemCodes.WrongType, place, $"This must be {wanted}, not {value.Described}.");
    }

    public bool IsTokenLeft(string name, string text) => TokenLeft(Context, text, Place.Member(name));

    /// <summary>True, and told of, when a merge field's token is still there: no field has that name.</summary>
    private static bool TokenLeft(ReadingContext context, string text, JsonPlace place)
    {
        if (MergeTokens.OnlyToken(text) is not { } token)
            return false;
        var shown = token.Length <= 64 ? token : token[..64] + "...";
        context.Problems.Add(
            EditProblemCodes.MergeFieldMissing,
            place,
            $"No merge field is called \"{shown}\", and this needs a value.");
        return true;
    }
}
