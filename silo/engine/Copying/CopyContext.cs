namespace Framemill.Engine.Copying;

/// <summary>Remembers what one copy has copied, so that shared references stay shared and cycles end.</summary>
internal sealed class CopyContext
{
    private const int LinearLimit = 8;

    private readonly List<(object Original, object Copy)> _few = [];
    private Dictionary<object, object>? _many;

    public bool TryGet(object original, out object? copy)
    {
        if (_many is not null) return _many.TryGetValue(original, out copy);
        foreach (var (candidate, made) in _few)
        {
            if (!ReferenceEquals(candidate, original)) continue;
            copy = made;
            return true;
        }

        copy = null;
        return false;
    }

    public void Record(object original, object copy)
    {
        if (_many is null && _few.Count < LinearLimit)
        {
            _few.Add((original, copy));
            return;
        }

        _many ??= _few.ToDictionary(
            pair => pair.Original, pair => pair.Copy, (IEqualityComparer<object>)ReferenceEqualityComparer.Instance);
        _many[original] = copy;
    }
}
