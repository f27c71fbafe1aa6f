using Orleans.Serialization.Invocation;

namespace Orleans.Runtime
{
    /// <summary>One activation of a grain, seen from the inside.</summary>
    public interface IGrainContext : ITargetHolder, IEquatable<IGrainContext>
    {
        GrainReference GrainReference { get; }

        GrainId GrainId { get; }

        object? GrainInstance { get; }

        ActivationId ActivationId { get; }

        GrainAddress Address { get; }

        IServiceProvider ActivationServices { get; }

        IGrainLifecycle ObservableLifecycle { get; }

        IWorkItemScheduler Scheduler { get; }

        Task Deactivated { get; }

        void SetComponent<TComponent>(TComponent? value)
            where TComponent : class;

        void ReceiveMessage(object message);

        void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);

        void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

        void Rehydrate(IRehydrationContext context);

        void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);
    }

    public static class GrainContextExtensions
    {
        [Obsolete("This method is error-prone: waiting deactivation to complete from within the grain being "
            + "deactivated will usually result in a deadlock.")]
        public static Task DeactivateAsync(
            this IGrainContext grainContext, DeactivationReason deactivationReason,
            CancellationToken cancellationToken = default)
        {
            grainContext.Deactivate(deactivationReason, cancellationToken);
            return grainContext.Deactivated;
        }
    }

    /// <summary>Runs work as turns of one activation.</summary>
    public interface IWorkItemScheduler
    {
        void QueueAction(Action action);

        void QueueTask(Task task);

        void QueueAction(Action<object> action, object state);
    }

    /// <summary>Gives the context of the grain that the current code belongs to.</summary>
    public interface IGrainContextAccessor
    {
        IGrainContext GrainContext { get; }
    }

    /// <summary>Attaches extensions to the current grain.</summary>
    public interface IGrainExtensionBinder
    {
        TExtensionInterface GetExtension<TExtensionInterface>()
            where TExtensionInterface : class, IGrainExtension;

        (TExtension, TExtensionInterface) GetOrSetExtension<TExtension, TExtensionInterface>(
            Func<TExtension> newExtensionFunc)
            where TExtension : class, TExtensionInterface
            where TExtensionInterface : class, IGrainExtension;
    }

    public static class GrainContextComponentExtensions
    {
        public static TComponent GetGrainExtension<TComponent>(this IGrainContext context)
            where TComponent : class, IGrainExtension =>
            context.GetComponent(typeof(IGrainExtensionBinder)) is IGrainExtensionBinder binder
                ? binder.GetExtension<TComponent>()
                : context.GetComponent(typeof(TComponent)) as TComponent
                    ?? throw new GrainExtensionNotInstalledException(
                        $"No extension {typeof(TComponent)} is installed on {context}.");
    }

    public static class TargetHolderExtensions
    {
        public static TComponent? GetComponent<TComponent>(this ITargetHolder targetHolder)
            where TComponent : class => targetHolder.GetComponent(typeof(TComponent)) as TComponent;
    }

    /// <summary>What the runtime offers the <see cref="Grain"/> base class.</summary>
    public interface IGrainRuntime
    {
        string SiloIdentity { get; }

        SiloAddress SiloAddress { get; }

        IGrainFactory GrainFactory { get; }

        Orleans.Timers.ITimerRegistry TimerRegistry { get; }

        IServiceProvider ServiceProvider { get; }

        TimeProvider TimeProvider { get; }

        void DeactivateOnIdle(IGrainContext grainContext);

        void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);

        Orleans.Core.IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
    }
}
