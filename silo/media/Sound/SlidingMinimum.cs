namespace Framemill.Media.Sound;

/// <summary>The least of the last so many values, in constant time each.</summary>
internal sealed class SlidingMinimum(int window)
{
    private readonly (long Index, double Value)[] _rising = new (long, double)[window + 1];
    private int _first;
    private int _count;
    private long _next;

    public double Next(double value)
    {
        while (_count > 0 && _rising[Place(_count - 1)].Value >= value) _count--;
        _rising[Place(_count++)] = (_next, value);
        if (_rising[_first].Index <= _next - window)
        {
            _first = (_first + 1) % _rising.Length;
            _count--;
        }

        _next++;
        return _rising[_first].Value;
    }

    private int Place(int offset) => (_first + offset) % _rising.Length;
}
