using System.Collections.Concurrent;
using Orleans;

namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>Counts the grain calls of a cluster by method.</summary>
internal sealed class CallCount : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, int> _calls = new();

    public IReadOnlyDictionary<string, int> Calls => _calls;

    public void Clear() => _calls.Clear();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        _calls.AddOrUpdate($"{context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName}", 1, (_, n) => n + 1);
        return context.Invoke();
    }
}
