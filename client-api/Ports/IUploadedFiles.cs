namespace Framemill.Api.Ports;

/// <summary>Where uploads go.</summary>
public interface IUploadedFiles
{
    /// <summary>Stores the stream under a key. False when it is longer than allowed: nothing is kept then.</summary>
    Task<bool> StoreAsync(string objectKey, Stream content, long bytesMax, CancellationToken cancellationToken);
}
