namespace Framemill.Ports;

/// <summary>Knows which content keys are in the object store already: such a part is done before it starts.</summary>
public interface IFinishedParts
{
    Task<IReadOnlySet<string>> FindAsync(IReadOnlyCollection<string> contentKeys, CancellationToken cancellationToken);
}

/// <summary>Tells a user's server that a render ended.</summary>
public interface ICallbackSender
{
    /// <summary>True when the other side took it (2xx). One attempt: the caller decides on repeats.</summary>
    Task<bool> SendAsync(string url, string json, CancellationToken cancellationToken);
}
