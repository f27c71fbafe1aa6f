namespace Orleans.Configuration;

/// <summary>How calls behave, whoever makes them.</summary>
public abstract class MessagingOptions
{
    private TimeSpan _responseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a caller waits for an answer.</summary>
    public TimeSpan ResponseTimeout
    {
        get => System.Diagnostics.Debugger.IsAttached ? ResponseTimeoutWithDebugger : _responseTimeout;
        set => _responseTimeout = value;
    }

    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    public bool DropExpiredMessages { get; set; } = true;

    public int MaxMessageHeaderSize { get; set; } = 10 * 1024 * 1024;

    public int MaxMessageBodySize { get; set; } = 100 * 1024 * 1024;

    /// <summary>Whether a call that timed out is also cancelled at the grain.</summary>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Whether a cancelled caller waits until the grain has answered.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}

/// <summary>How calls made by grains behave.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    public int MaxForwardCount { get; set; } = 2;

    public TimeSpan SystemResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public int MaxEnqueuedRequestsSoftLimit { get; set; }

    /// <summary>How many calls may wait for one activation; 0 is no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    public int MaxEnqueuedRequestsSoftLimit_StatelessWorker { get; set; }

    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }

    public TimeSpan MaxRequestProcessingTime { get; set; } = TimeSpan.FromHours(2);

    public bool AssumeHomogenousSilosForTesting { get; set; }

    public TimeSpan RequestProcessingWarningTime { get; set; } = TimeSpan.FromSeconds(20);

    public TimeSpan RequestQueueDelayWarningTime { get; set; } = TimeSpan.FromSeconds(20);
}

/// <summary>How calls made by clients behave.</summary>
public class ClientMessagingOptions : MessagingOptions
{
    public const int DEFAULT_CLIENT_SENDER_BUCKETS = 8192;

    public int ClientSenderBuckets { get; set; } = DEFAULT_CLIENT_SENDER_BUCKETS;
}
