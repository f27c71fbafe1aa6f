using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Framemill.Engine.Calls;

namespace Framemill.Engine.Activations;

/// <summary>Calls in the order they came, from which one may be taken out of the middle.</summary>
internal sealed class CallQueue : IEnumerable<Call>
{
    private readonly Queue<Call> _calls = new();

    public int Count => _calls.Count;

    public void Enqueue(Call call) => _calls.Enqueue(call);

    public bool TryDequeue([NotNullWhen(true)] out Call? call) => _calls.TryDequeue(out call);

    /// <summary>Takes the first call that may; the order of the others stays.</summary>
    public Call? TakeWhere(Func<Call, bool> may)
    {
        Call? taken = null;
        foreach (var call in _calls)
        {
            if (call.IsAnswered || !may(call)) continue;
            taken = call;
            break;
        }

        if (taken is not null) Remove(taken);
        return taken;
    }

    public bool Remove(Call call)
    {
        if (_calls.TryPeek(out var first) && first == call)
        {
            _calls.Dequeue();
            return true;
        }

        if (!_calls.Contains(call)) return false;
        for (var left = _calls.Count; left > 0; left--)
        {
            var candidate = _calls.Dequeue();
            if (candidate != call) _calls.Enqueue(candidate);
        }

        return true;
    }

    public Call[] TakeAll()
    {
        Call[] all = [.. _calls];
        _calls.Clear();
        return all;
    }

    public IEnumerator<Call> GetEnumerator() => _calls.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
