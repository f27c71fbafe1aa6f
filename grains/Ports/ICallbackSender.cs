using Framemill.Assets;
using Framemill.Renders;

namespace Framemill.Ports;

/// <summary>Tells a user's server that a render ended, in the words that its API speaks.</summary>
public interface ICallbackSender
{
    /// <summary>True when the other side took it (2xx). One attempt: the caller decides on repeats.</summary>
    Task<bool> SendAsync(string url, RenderView ended, CancellationToken cancellationToken);

    /// <summary>The same for an asset.</summary>
    Task<bool> SendAsync(string url, AssetView ended, CancellationToken cancellationToken);
}
