using Framemill.Engine.Clusters;
using Orleans.Runtime;

namespace Framemill.Engine.Calls;

/// <summary>Work of the runtime's own that takes its turn among the calls of a grain: a tick, a page of a sequence.</summary>
internal sealed class WorkCall<TResult>(
    GrainId targetId, CallSender sender, Func<ValueTask<TResult>> work, bool interleaves, bool keepsAlive)
    : Call<TResult>(Facts, targetId, sender)
{
    private static readonly MethodFacts Facts = InterfaceFacts.Of(typeof(IRuntimeWork)).Methods[0];

    public override bool AlwaysInterleaves => interleaves;

    public override bool KeepsAlive => keepsAlive;

    protected override bool PassesFilters => false;

    public override int GetArgumentCount() => 0;

    public override object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetArgument(int index, object value) =>
        throw new ArgumentOutOfRangeException(nameof(index));

    protected override ValueTask<TResult> Start(object target) => work();
}

/// <summary>Gives <see cref="WorkCall{TResult}"/> a name in messages.</summary>
internal interface IRuntimeWork
{
    [return: Orleans.Immutable]
    Task RunAsync();
}
