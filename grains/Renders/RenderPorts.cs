using Framemill.Ports;

namespace Framemill.Renders;

/// <summary>The data plane as a render sees it.</summary>
public sealed record RenderPorts(
    IEditReader Edits,
    IFinishedParts Parts,
    IPlaylistPublisher Playlists,
    ICallbackSender Callbacks)
{
    public StoreTrouble Trouble { get; } = new();
}
