using Framemill.Storage.Objects;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Unit.Storage;

public sealed class DiskObjectStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => new(canceled: true);
    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Put_Then_OpenRead_GivesTheBytesAtAnyPlace()
    {
        var store = Open();
        var bytes = Enumerable.Range(0, 700_000).Select(i => (byte)(i * 31)).ToArray();
        var stored = await store.PutAsync("films/a/film.mp4", new MemoryStream(bytes), None);
        Assert.Equal(bytes.Length, stored.Length);

        await using var stream = store.OpenRead("films/a/film.mp4");
        Assert.Equal(bytes.Length, stream.Length);
        stream.Seek(654_321, SeekOrigin.Begin);
        var part = new byte[1000];
        await stream.ReadExactlyAsync(part, None);
        Assert.Equal(bytes[654_321..655_321], part);
    }

    [Fact]
    public async Task Put_OverAnObjectBeingRead_LeavesTheReaderTheOldOne()
    {
        var store = Open();
        await PutAsync(store, "a", "old");
        await using var reading = store.OpenRead("a");
        await PutAsync(store, "a", "newer");

        Assert.Equal("old", await new StreamReader(reading).ReadToEndAsync(None));
        Assert.Equal("newer", Read(store, "a"));
        Assert.Equal(5, store.UsedBytes);
    }

    [Fact]
    public async Task Put_WhoseSourceFails_LeavesTheOldObjectAndNoFile()
    {
        var store = Open();
        await PutAsync(store, "a/b", "old");
        await Assert.ThrowsAsync<IOException>(() => store.PutAsync("a/b", new BreakingStream(300_000), None));
        await Assert.ThrowsAsync<IOException>(() => store.PutAsync("new/b", new BreakingStream(10), None));

        Assert.Equal("old", Read(store, "a/b"));
        Assert.Null(store.Find("new/b"));
        Assert.Equal(3, store.UsedBytes);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["tmp"]));
    }

    [Fact]
    public async Task Put_Cancelled_LeavesNothing()
    {
        var store = Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.PutAsync("a", new MemoryStream(new byte[10]), Cancelled));
        Assert.Null(store.Find("a"));
        Assert.Equal(0, store.UsedBytes);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["tmp"]));
    }

    [Fact]
    public async Task Open_AfterACrash_SweepsLeftoversAndKeepsObjects()
    {
        await PutAsync(Open(), "a/b", "whole");
        await File.WriteAllTextAsync(_folder["tmp/00000001-77"], "torn", None);
        Directory.CreateDirectory(_folder["tmp/half/deep"]);
        await File.WriteAllTextAsync(_folder["tmp/half/deep/x"], "torn", None);
        var outside = _folder["outside"];
        Directory.CreateDirectory(outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "kept"), "mine", None);
        Directory.CreateSymbolicLink(_folder["tmp/link"], outside);

        var store = Open();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["tmp"]));
        Assert.True(File.Exists(Path.Combine(outside, "kept")));
        Assert.Equal("whole", Read(store, "a/b"));
        Assert.Equal(5, store.UsedBytes);
    }

    [Fact]
    public async Task AnyOperation_WithAKeyThatLeavesTheRoot_IsRefused()
    {
        var store = Open();
        await File.WriteAllTextAsync(_folder["secret"], "secret", None);
        const string Key = "a/../../secret";
        Assert.Equal(ObjectStoreError.InvalidKey, Assert.Throws<ObjectStoreException>(() => store.OpenRead(Key)).Error);
        Assert.Throws<ObjectStoreException>(() => store.Find(Key));
        Assert.Throws<ObjectStoreException>(() => store.FindPath(Key));
        Assert.Throws<ObjectStoreException>(() => store.List("../"));
        await Assert.ThrowsAsync<ObjectStoreException>(() => store.DeleteAsync(Key, None));
        await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync(Key, Stream.Null, None));
        Assert.Equal("secret", await File.ReadAllTextAsync(_folder["secret"], None));
    }

    [Fact]
    public void OpenRead_OfNothingOrOfAFolder_SaysNotFound()
    {
        var store = Open();
        Directory.CreateDirectory(_folder["objects/folder"]);
        Assert.Equal(ObjectStoreError.NotFound, Assert.Throws<ObjectStoreException>(() => store.OpenRead("x/y")).Error);
        Assert.Equal(
            ObjectStoreError.NotFound, Assert.Throws<ObjectStoreException>(() => store.OpenRead("folder")).Error);
        Assert.Null(store.Find("folder"));
    }

    [Fact]
    public async Task Put_BeyondALimit_FailsAndTakesNoRoom()
    {
        var store = Open(new DiskObjectStoreOptions { ObjectBytesMax = 100, TotalBytesMax = 150 });
        await store.PutAsync("a", new MemoryStream(new byte[100]), None);
        var large = await Assert.ThrowsAsync<ObjectStoreException>(
            () => store.PutAsync("b", new MemoryStream(new byte[101]), None));
        Assert.Equal(ObjectStoreError.TooLarge, large.Error);
        var full = await Assert.ThrowsAsync<ObjectStoreException>(
            () => store.PutAsync("c", new MemoryStream(new byte[51]), None));
        Assert.Equal(ObjectStoreError.QuotaExceeded, full.Error);
        await store.PutAsync("d", new MemoryStream(new byte[50]), None);

        Assert.True(await store.DeleteAsync("a", None));
        Assert.Equal(50, store.UsedBytes);
        await store.PutAsync("e", new MemoryStream(new byte[100]), None);
        Assert.Equal(["d", "e"], store.List("").Select(stored => stored.Key));
    }

    [Fact]
    public async Task Put_WhereAFolderOrAnObjectIsInTheWay_IsAClash()
    {
        var store = Open();
        await PutAsync(store, "a/b", "x");
        foreach (var key in new[] { "a", "a/b/c", "a/b/c/d" })
        {
            var clash = await Assert.ThrowsAsync<ObjectStoreException>(() => PutAsync(store, key, "y"));
            Assert.Equal(ObjectStoreError.KeyClash, clash.Error);
        }

        Assert.Equal(1, store.UsedBytes);
    }

    [Fact]
    public async Task List_OfAPrefix_IsOrdinalAndComplete()
    {
        var store = Open();
        string[] keys = ["a-b", "a.txt", "a/1", "a/10", "a/2/x", "a/2-x", "a0", "b/c"];
        foreach (var key in keys.Reverse()) await PutAsync(store, key, "x");

        Assert.Equal(keys.Order(StringComparer.Ordinal), store.List("").Select(stored => stored.Key));
        Assert.Equal(["a/1", "a/10"], store.List("a/1").Select(stored => stored.Key));
        Assert.Equal(["a/2-x", "a/2/x"], store.List("a/2").Select(stored => stored.Key));
        Assert.Equal(["a/2/x"], store.List("a/2/").Select(stored => stored.Key));
        Assert.Empty(store.List("c"));
    }

    [Fact]
    public async Task Delete_OfTheLastInAFolder_RemovesTheFolder()
    {
        var store = Open();
        await PutAsync(store, "a/b/c", "x");
        await PutAsync(store, "a/d", "x");
        Assert.True(await store.DeleteAsync("a/b/c", None));
        Assert.False(await store.DeleteAsync("a/b/c", None));
        Assert.False(Directory.Exists(_folder["objects/a/b"]));
        Assert.Equal(["a/d"], store.List("").Select(stored => stored.Key));
    }

    [Fact]
    public async Task TryAdoptFile_OfAFinishedFile_MovesIt()
    {
        var store = Open();
        var path = store.NewTemporaryPath(".mp4");
        await File.WriteAllTextAsync(path, "film", None);
        var stored = await store.TryAdoptFileAsync("films/a.mp4", path, None);
        Assert.Equal(4, stored!.Length);
        Assert.False(File.Exists(path));
        Assert.Equal("film", Read(store, "films/a.mp4"));
        Assert.Equal("film", await File.ReadAllTextAsync(store.FindPath("films/a.mp4")!, None));
        Assert.Equal(4, store.UsedBytes);
    }

    [Fact]
    public async Task PutFile_FromAnotherFileSystem_CopiesAndRemovesIt()
    {
        var other = $"/dev/shm/framemill-test-{Environment.ProcessId}-{Guid.NewGuid():n}";
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "no second file system here");
        var store = Open();
        await File.WriteAllTextAsync(other, "film", None);
        Assert.Null(await store.TryAdoptFileAsync("a", other, None));
        Assert.Equal(0, store.UsedBytes);
        await store.PutFileAsync("a", other, None);
        Assert.False(File.Exists(other));
        Assert.Equal("film", Read(store, "a"));
    }

    [Fact]
    public async Task PutsAndDeletes_OfTheSameKeysAtOnce_KeepObjectsWholeAndCountTrue()
    {
        var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 40; i++)
            {
                var key = $"shared/{random.Next(3)}/x";
                if (random.Next(3) == 0) await store.DeleteAsync(key, None);
                else await store.PutAsync(key, new MemoryStream(FilledBy(worker, random.Next(1, 5000))), None);
            }
        }, None)));

        foreach (var stored in store.List(""))
        {
            var bytes = new byte[stored.Length];
            await using var stream = store.OpenRead(stored.Key);
            await stream.ReadExactlyAsync(bytes, None);
            Assert.All(bytes, value => Assert.Equal(bytes[0], value));
        }

        Assert.Equal(store.List("").Sum(stored => stored.Length), store.UsedBytes);
    }

    private static byte[] FilledBy(int value, int length) => [.. Enumerable.Repeat((byte)value, length)];

    private DiskObjectStore Open(DiskObjectStoreOptions? options = null) =>
        DiskObjectStore.Open(_folder["objects"], _folder["tmp"], options ?? new DiskObjectStoreOptions());

    private static Task<StoredObject> PutAsync(DiskObjectStore store, string key, string content) =>
        store.PutAsync(key, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), None);

    private static string Read(DiskObjectStore store, string key)
    {
        using var reader = new StreamReader(store.OpenRead(key));
        return reader.ReadToEnd();
    }

    /// <summary>Gives some bytes and then fails, like a connection that breaks.</summary>
    private sealed class BreakingStream(int length) : MemoryStream(new byte[length])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("The connection broke.");
        }
    }
}
