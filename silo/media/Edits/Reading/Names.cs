namespace Framemill.Media.Edits.Reading;

/// <summary>The words of the contract for the values of a type.</summary>
internal sealed class Names<T>
    where T : notnull
{
    private const int ListedMax = 24;
    private readonly Dictionary<string, T> _values;

    public Names(IEnumerable<KeyValuePair<string, T>> values) => _values = new(values, StringComparer.Ordinal);

    public int Count => _values.Count;

    public bool TryGet(string word, out T value) => _values.TryGetValue(word, out value!);

    /// <summary>Why a word is not one of them, and which one may have been meant.</summary>
    public string Explain(string word)
    {
        var shown = word.Length <= 48 ? word : word[..48] + "...";
        var nearest = Spelling.Nearest(word, _values.Keys) is { } guess ? $" Did you mean \"{guess}\"?" : "";
        var listed = _values.Count <= ListedMax ? $" Allowed: {string.Join(", ", _values.Keys)}." : "";
        return $"\"{shown}\" is not known here.{nearest}{listed}";
    }
}
