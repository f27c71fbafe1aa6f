using System.Buffers;
using Framemill.Api.Ports;
using Framemill.Storage.Objects;

namespace Framemill.Silo.Adapters;

/// <summary>Takes an upload into the object store, as it comes and never whole in memory.</summary>
internal sealed class StoredUploads(DiskObjectStore objects) : IUploadedFiles
{
    private const int PieceBytes = 128 * 1024;

    public async Task<bool> StoreAsync(
        string objectKey, Stream content, long bytesMax, CancellationToken cancellationToken)
    {
        var path = objects.NewTemporaryPath(".upload");
        try
        {
            if (!await CopyAsync(content, path, bytesMax, cancellationToken)) return false;
            await objects.PutFileAsync(objectKey, path, cancellationToken);
            return true;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<bool> CopyAsync(
        Stream content, string path, long bytesMax, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            await using var file = File.Create(path);
            long bytes = 0;
            for (int read; (read = await content.ReadAsync(piece, cancellationToken)) > 0;)
            {
                if ((bytes += read) > bytesMax) return false;
                await file.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
