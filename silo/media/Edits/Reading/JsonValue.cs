namespace Framemill.Media.Edits.Reading;

/// <summary>
/// A JSON value as it was written: numbers keep their text, so nothing is lost before it is understood.
/// </summary>
internal abstract record JsonValue
{
    private JsonValue() { }

    /// <summary>
    /// True for what came out of a merge field. Such a value may have another type than its place wants.
    /// </summary>
    public bool FromMergeField { get; init; }

    /// <summary>For messages: "a number".</summary>
    public abstract string Described { get; }

    public sealed record Object(IReadOnlyList<KeyValuePair<string, JsonValue>> Members) : JsonValue
    {
        public override string Described => "an object";

        /// <summary>The value of the last member with this name; null when there is none.</summary>
        public JsonValue? Find(string name)
        {
            for (var i = Members.Count - 1; i >= 0; i--)
            {
                if (string.Equals(Members[i].Key, name, StringComparison.Ordinal))
                    return Members[i].Value;
            }

            return null;
        }
    }

    public sealed record Array(IReadOnlyList<JsonValue> Items) : JsonValue
    {
        public override string Described => "a list";
    }

    public sealed record Text(string Value) : JsonValue
    {
        public override string Described => "text";
    }

    /// <param name="Written">As it stands in the JSON.</param>
    public sealed record Number(string Written) : JsonValue
    {
        public override string Described => "a number";
    }

    public sealed record Flag(bool Value) : JsonValue
    {
        public override string Described => Value ? "true" : "false";
    }

    public sealed record Null : JsonValue
    {
        public override string Described => "null";
    }
}
