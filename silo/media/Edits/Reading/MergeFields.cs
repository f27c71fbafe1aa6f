namespace Framemill.Media.Edits.Reading;

/// <summary>Fills the merge fields into an edit before anything else looks at it.</summary>
/// <remarks>
/// One pass: what a field brings in is not searched again, so fields cannot blow each other up. What they make of the
/// edit is held against the same limits as the edit itself.
/// </remarks>
internal sealed class MergeFields
{
    private const string Member = "merge";
    private readonly Dictionary<string, Replacement> _fields = new(StringComparer.Ordinal);
    private readonly EditLimits _limits;
    private long _characters;
    private long _values;

    private MergeFields(EditLimits limits) => _limits = limits;

    /// <summary>Null when the filled edit would be too large; the reason is then among the problems.</summary>
    public static JsonValue? Fill(JsonValue root, EditLimits limits, ProblemList problems)
    {
        if (root is not JsonValue.Object edit || edit.Find(Member) is not JsonValue.Array { Items.Count: > 0 } list)
            return root;
        var fields = new MergeFields(limits);
        if (list.Items.Count <= limits.MergeFieldsMax)
            fields.Collect(list);
        if (fields._fields.Count == 0)
            return root;

        var members = new List<KeyValuePair<string, JsonValue>>(edit.Members.Count);
        foreach (var (name, value) in edit.Members)
            members.Add(new(name, name == Member ? value : fields.Fill(value)));
        if (fields.TooLarge)
        {
            problems.Add(
                EditProblemCodes.TooLarge,
                JsonPlace.Root.Member(Member),
                $"With its merge fields filled in, the edit is larger than {limits.EditBytesMax} characters "
                + $"or {limits.ValuesMax} JSON values.");
            return null;
        }

        return new JsonValue.Object(members);
    }

    private bool TooLarge => _characters > _limits.EditBytesMax || _values > _limits.ValuesMax;

    private void Collect(JsonValue.Array list)
    {
        foreach (var item in list.Items)
        {
            // The first of two fields with one name counts. Malformed ones are told of when the edit is read.
            if (item is JsonValue.Object field
                && field.Find("find") is JsonValue.Text { Value: var find }
                && field.Find("replace") is { } replace)
            {
                _fields.TryAdd(find.Trim(), new(replace));
            }
        }
    }

    private JsonValue Fill(JsonValue value)
    {
        if (TooLarge)
            return value;
        _values++;
        switch (value)
        {
            case JsonValue.Object found:
                return new JsonValue.Object(
                    [.. found.Members.Select(m => new KeyValuePair<string, JsonValue>(m.Key, Fill(m.Value)))]);
            case JsonValue.Array found:
                return new JsonValue.Array([.. found.Items.Select(Fill)]);
            case JsonValue.Text found
                when MergeTokens.OnlyToken(found.Value) is { } only && _fields.TryGetValue(only, out var field):
                _characters += field.Text.Length;
                _values += field.ValueCount;
                return field.Value with { FromMergeField = true };
            case JsonValue.Text found:
                return FillInside(found);
            default:
                return value;
        }
    }

    private JsonValue.Text FillInside(JsonValue.Text text)
    {
        var filled = MergeTokens.Fill(text.Value, Inserted);
        _characters += filled.Length;
        return filled == text.Value ? text : new JsonValue.Text(filled) { FromMergeField = true };
    }

    private string? Inserted(string name)
    {
        if (!_fields.TryGetValue(name, out var field))
            return null;
        if (TooLarge)
            return "";
        _characters += field.Text.Length;
        return field.Text;
    }

    private sealed class Replacement
    {
        public Replacement(JsonValue value)
        {
            Value = value;
            ValueCount = Count(value);
            Text = value switch
            {
                JsonValue.Text text => text.Value,
                JsonValue.Null => "",
                _ => JsonTreeWriter.Write(value),
            };
        }

        public JsonValue Value { get; }

        public int ValueCount { get; }

        /// <summary>What stands inside a longer text.</summary>
        public string Text { get; }

        private static int Count(JsonValue value) => 1 + value switch
        {
            JsonValue.Object found => found.Members.Sum(m => Count(m.Value)),
            JsonValue.Array found => found.Items.Sum(Count),
            _ => 0,
        };
    }
}
