using Framemill.Engine.Calls;
using Framemill.Engine.Clusters;
using Framemill.Engine.Copying;

namespace Orleans.Runtime;

/// <summary>A reference to a grain or observer: its id, and the way to call it.</summary>
[Alias("GrainRef")]
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly CallSender _sender;
    private readonly InterfaceFacts _facts;
    private CallTarget? _lastTarget;

    private protected GrainReference(GrainId grainId, CallSender sender, InterfaceFacts facts)
    {
        GrainId = grainId;
        _sender = sender;
        _facts = facts;
    }

    public GrainId GrainId { get; }

    public GrainInterfaceType InterfaceType => _facts.InterfaceType;

    public string InterfaceName => _facts.Name;

    public ushort InterfaceVersion => 0;

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable => (TGrainInterface)CastTo(typeof(TGrainInterface));

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    public static bool operator ==(GrainReference? left, GrainReference? right) => Equals(left, right);

    public static bool operator !=(GrainReference? left, GrainReference? right) => !Equals(left, right);

    internal CallSender Sender => RuntimeContext.Current is IHasSender { } holder ? holder.Sender : _sender;

    internal object CastTo(Type interfaceType) => interfaceType.IsInstanceOfType(this)
        ? this
        : ProxyEmitter.Create(interfaceType, GrainId, _sender);

    /// <summary>Gives the call to where the last one went, if that still lives, else to the cluster.</summary>
    internal void Route(Call call)
    {
        var target = _lastTarget;
        if (target is not null && target.TryAccept(call)) return;
        _lastTarget = call.Sender.Cluster.Route(call);
    }

    private protected MethodFacts FactsAt(int index) => _facts.Methods[index];

    private protected Task<TResult> Send0<TResult>(MethodFacts method) =>
        Dispatch(new Call0<TResult>(method, GrainId, Sender), default);

    private protected Task<TResult> Send1<T1, TResult>(MethodFacts method, T1 first)
    {
        var copy = Copied(method, 0, first);
        var call = new Call1<T1, TResult>(method, GrainId, Sender, copy);
        return Dispatch(call, first is CancellationToken token ? token : default);
    }

    private protected Task<TResult> Send2<T1, T2, TResult>(MethodFacts method, T1 first, T2 second)
    {
        var call = new Call2<T1, T2, TResult>(
            method, GrainId, Sender, Copied(method, 0, first), Copied(method, 1, second));
        return Dispatch(call, second is CancellationToken last ? last : first is CancellationToken token ? token : default);
    }

    private protected Task<TResult> SendMany<TResult>(MethodFacts method, object?[] arguments)
    {
        var token = CopyArguments(method, arguments);
        return Dispatch(new CallOfMany<TResult>(method, GrainId, Sender, arguments), token);
    }

    private protected IAsyncEnumerable<TResult> SendSequence<TResult>(MethodFacts method, object?[] arguments)
    {
        Copier<TResult>.ThrowIfRefused();
        CopyArguments(method, arguments);
        return new RemoteSequence<TResult>(this, method, arguments);
    }

    internal Task<TResult> Dispatch<TResult>(Call<TResult> call, CancellationToken token)
    {
        Copier<TResult>.ThrowIfRefused();
        if (call.Method.CancellationIndex >= 0)
        {
            if (token.IsCancellationRequested) return Task.FromCanceled<TResult>(token);
            call.LinkCancellation(token);
        }

        var sender = call.Sender;
        sender.SetDeadline(call);
        if (sender.OutgoingFilters is { Length: > 0 } filters)
        {
            var filtered = OutgoingCallContext.SendAsync(this, call, filters);
            return call.Method.IsOneWay ? Forgotten(filtered) : filtered;
        }

        Route(call);
        return call.Method.IsOneWay ? Forgotten(call.Answer) : call.Answer;
    }

    private static T Copied<T>(MethodFacts method, int index, T value) =>
        Copier<T>.IsShallow || method.IsImmutable(index) ? value : Copier<T>.Copy(value);

    private static CancellationToken CopyArguments(MethodFacts method, object?[] arguments)
    {
        var context = new CopyContext();
        var token = CancellationToken.None;
        for (var i = 0; i < arguments.Length; i++)
        {
            Copier.ThrowIfRefused(method.Parameters[i]);
            if (arguments[i] is CancellationToken given) token = given;
            else if (arguments[i] is { } value && !method.IsImmutable(i))
            {
                arguments[i] = Copier.CopyObject(value, context);
            }
        }

        return token;
    }

    // A one-way call is over for its caller as soon as it is sent, whatever comes of it.
    private static Task<TResult> Forgotten<TResult>(Task<TResult> answer)
    {
        answer.Ignore();
        return OneWayAnswer<TResult>.Sent;
    }

    private static class OneWayAnswer<TResult>
    {
        public static readonly Task<TResult> Sent = Task.FromResult<TResult>(default!);
    }
}

/// <summary>A context whose grain makes calls as its silo.</summary>
internal interface IHasSender
{
    CallSender Sender { get; }
}
