using System.Globalization;
using System.Text;

namespace Framemill.Media.Edits.Reading;

/// <summary>
/// A place in a JSON document; its pointer is only written out when there is something to say about it.
/// </summary>
internal sealed class JsonPlace
{
    private readonly JsonPlace? _parent;
    private readonly string? _name;
    private readonly int _index;

    private JsonPlace(JsonPlace? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public static JsonPlace Root { get; } = new(null, null, 0);

    public JsonPlace Member(string name) => new(this, name, 0);

    public JsonPlace Item(int index) => new(this, null, index);

    /// <summary>As an RFC 6901 JSON pointer.</summary>
    public override string ToString()
    {
        var steps = new Stack<JsonPlace>();
        for (var place = this; place._parent is not null; place = place._parent)
            steps.Push(place);
        var pointer = new StringBuilder();
        foreach (var step in steps)
        {
            pointer.Append('/');
            if (step._name is { } name)
                pointer.Append(Escaped(name));
            else
                pointer.Append(step._index.ToString(CultureInfo.InvariantCulture));
        }

        return pointer.ToString();
    }

    private static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
