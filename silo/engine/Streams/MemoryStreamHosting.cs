using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Streams;

namespace Orleans.Hosting
{
    /// <summary>Configures one named thing, such as a stream provider.</summary>
    public interface INamedServiceConfigurator
    {
        string Name { get; }

        Action<Action<IServiceCollection>> ConfigureDelegate { get; }
    }

    public static class NamedServiceConfiguratorExtensions
    {
        public static void Configure<TOptions>(
            this INamedServiceConfigurator configurator, Action<OptionsBuilder<TOptions>>? configureOptions)
            where TOptions : class, new() =>
            configurator.ConfigureDelegate(
                services => configureOptions?.Invoke(services.AddOptions<TOptions>(configurator.Name)));
    }

    public interface IPersistentStreamConfigurator : INamedServiceConfigurator;

    public interface ISiloPersistentStreamConfigurator : IPersistentStreamConfigurator;

    public interface IClusterClientPersistentStreamConfigurator : IPersistentStreamConfigurator;

    public interface IMemoryStreamConfigurator : INamedServiceConfigurator;

    public interface ISiloMemoryStreamConfigurator : IMemoryStreamConfigurator, ISiloPersistentStreamConfigurator;

    public interface IClusterClientMemoryStreamConfigurator
        : IMemoryStreamConfigurator, IClusterClientPersistentStreamConfigurator;

    public static class MemoryStreamConfiguratorExtensions
    {
        public static void ConfigurePartitioning(this IMemoryStreamConfigurator configurator, int numOfQueues = 8) =>
            configurator.Configure<HashRingStreamQueueMapperOptions>(
                builder => builder.Configure(options => options.TotalQueueCount = numOfQueues));
    }

    public static class PersistentStreamConfiguratorExtensions
    {
        public static void ConfigureStreamPubSub(
            this IPersistentStreamConfigurator configurator,
            StreamPubSubType pubsubType = StreamPubSubType.ExplicitGrainBasedAndImplicit) =>
            configurator.Configure<StreamPubSubOptions>(
                builder => builder.Configure(options => options.PubSubType = pubsubType));
    }

    public static class SiloPersistentStreamConfiguratorExtensions
    {
        public static void ConfigurePullingAgent(
            this ISiloPersistentStreamConfigurator configurator,
            Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null) =>
            configurator.Configure(configureOptions);
    }
}

namespace Orleans.Configuration
{
    public class HashRingStreamQueueMapperOptions
    {
        public const int DEFAULT_NUM_QUEUES = 8;

        public int TotalQueueCount { get; set; } = DEFAULT_NUM_QUEUES;
    }

    public class StreamPubSubOptions
    {
        public const StreamPubSubType DEFAULT_STREAM_PUBSUB_TYPE = StreamPubSubType.ExplicitGrainBasedAndImplicit;

        public StreamPubSubType PubSubType { get; set; } = DEFAULT_STREAM_PUBSUB_TYPE;
    }

    /// <summary>How queues are read and events delivered.</summary>
    public class StreamPullingAgentOptions
    {
        public static readonly int DEFAULT_BATCH_CONTAINER_BATCH_SIZE = 1;
        public static readonly TimeSpan DEFAULT_GET_QUEUE_MESSAGES_TIMER_PERIOD = TimeSpan.FromMilliseconds(100);
        public static readonly TimeSpan DEFAULT_INIT_QUEUE_TIMEOUT = TimeSpan.FromSeconds(5);
        public static readonly TimeSpan DEFAULT_MAX_EVENT_DELIVERY_TIME = TimeSpan.FromMinutes(1);
        public static readonly TimeSpan DEFAULT_STREAM_INACTIVITY_PERIOD = TimeSpan.FromMinutes(30);

        public int BatchContainerBatchSize { get; set; } = DEFAULT_BATCH_CONTAINER_BATCH_SIZE;

        public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = DEFAULT_GET_QUEUE_MESSAGES_TIMER_PERIOD;

        public TimeSpan InitQueueTimeout { get; set; } = DEFAULT_INIT_QUEUE_TIMEOUT;

        public TimeSpan MaxEventDeliveryTime { get; set; } = DEFAULT_MAX_EVENT_DELIVERY_TIME;

        public TimeSpan StreamInactivityPeriod { get; set; } = DEFAULT_STREAM_INACTIVITY_PERIOD;
    }
}
