using System.Collections.Concurrent;
using Framemill.Media.Assets;
using Framemill.Media.Sources;

namespace Framemill.Media.Films;

/// <summary>Frame indexes by the hash of the file they tell of: each file is walked through once per machine.</summary>
public sealed class FrameIndexShelf(FrameIndexer indexer, string folder)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<MediaResult<FrameIndex>>>> _underWay = new();

    public async Task<MediaResult<FrameIndex>> OfAsync(
        FetchedAsset file, MediaFacts media, CancellationToken cancellationToken)
    {
        var index = _underWay.GetOrAdd(file.Sha256, hash => new(() => ReadOrMakeAsync(hash, file.Path, media)));
        try
        {
            return await index.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            // Only those who ask at one time share the work: afterwards it lies in a file.
            if (index.Value.IsCompleted) _underWay.TryRemove(new(file.Sha256, index));
        }
    }

    private async Task<MediaResult<FrameIndex>> ReadOrMakeAsync(string hash, string path, MediaFacts media)
    {
        var kept = Path.Combine(folder, hash[..2], hash + ".frames");
        if (Read(kept) is { } known) return known;

        var made = await indexer.IndexAsync(path, media, CancellationToken.None);
        if (made.Succeeded) Keep(made.Value, kept);
        return made;
    }

    private static FrameIndex? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return FrameIndexFile.Read(file);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return null; // Not there, or torn by a power cut: it is made again.
        }
    }

    private static void Keep(FrameIndex index, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.CurrentManagedThreadId}.part";
        try
        {
            using (var file = File.Create(temporary))
            {
                FrameIndexFile.Write(index, file);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary); // There only if it was not moved.
        }
    }
}
