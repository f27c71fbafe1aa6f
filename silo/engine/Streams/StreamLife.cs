using System.Reflection;
using Framemill.Engine.Activations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Streams;

namespace Framemill.Engine.Streams;

/// <summary>The settings and the end of a provider's streams, from the first silo of the cluster to the last.</summary>
internal sealed partial class StreamLife : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger;
    private readonly ITimer _retiring;

    public StreamLife(string name, IServiceProvider silo, Func<IServiceProvider> anySilo, Action<TimeSpan> retire)
    {
        Time = silo.GetService<TimeProvider>() ?? TimeProvider.System;
        Limits = Options<MemoryStreamLimits>(silo, name);
        Delivery = Options<StreamPullingAgentOptions>(silo, name);
        PubSub = Options<StreamPubSubOptions>(silo, name).PubSubType;
        Subscribers = new SubscriberStore(name, anySilo);
        ImplicitConsumers = ImplicitConsumer.FindAll();
        _logger = silo.GetRequiredService<ILoggerFactory>().CreateLogger($"Framemill.Engine.Streams.{name}");
        var period = Delivery.StreamInactivityPeriod;
        _retiring = Time.CreateTimer(_ => retire(period), null, period, period);
    }

    public TimeProvider Time { get; }

    public MemoryStreamLimits Limits { get; }

    public StreamPullingAgentOptions Delivery { get; }

    public StreamPubSubType PubSub { get; }

    public SubscriberStore Subscribers { get; }

    public IReadOnlyList<ImplicitConsumer> ImplicitConsumers { get; }

    public CancellationToken Stopping => _stopping.Token;

    public void Dispose()
    {
        _retiring.Dispose();
        _stopping.Cancel();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery of {Stream} to {Consumer} failed, attempt {Attempt}")]
    public partial void LogDeliveryFailed(StreamId stream, GrainId consumer, int attempt, Exception exception);

    private static TOptions Options<TOptions>(IServiceProvider silo, string name) =>
        silo.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);
}

/// <summary>A grain class that consumes streams by its attribute.</summary>
internal sealed record ImplicitConsumer(GrainType Grain, IStreamNamespacePredicate Predicate)
{
    public static IReadOnlyList<ImplicitConsumer> FindAll() =>
    [
        .. from grainClass in GrainClasses.All
           from attribute in grainClass.Type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(inherit: true)
           select new ImplicitConsumer(grainClass.GrainType, attribute.Predicate),
    ];
}
