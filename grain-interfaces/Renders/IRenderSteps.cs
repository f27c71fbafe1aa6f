namespace Framemill.Renders;

/// <summary>
/// What a render tells itself when something ended that ran outside its turns. Repeating a call changes nothing.
/// </summary>
[Alias("framemill.renders.IRenderSteps")]
public interface IRenderSteps : IGrainWithStringKey
{
    [Alias("parts-found")]
    Task PartsFoundAsync(StoredParts parts);

    [Alias("playlists-published")]
    Task PlaylistsPublishedAsync(int segmentsReady, bool soundIsReady);

    [Alias("callback-settled")]
    Task CallbackSettledAsync(bool isTaken);
}
