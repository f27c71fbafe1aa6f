using Framemill.Storage;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Unit.Storage;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_WhileOpen_NamesTheOwner()
    {
        using var first = DataDirectory.Open(_folder.Path);
        var refused = Assert.Throws<DataDirectoryInUseException>(() => DataDirectory.Open(_folder.Path));
        Assert.Equal(Environment.ProcessId, refused.Owner);
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterClosing_HasItsFolders()
    {
        DataDirectory.Open(_folder.Path).Dispose();
        using var again = DataDirectory.Open(_folder.Path);
        Assert.True(Directory.Exists(again.ObjectsPath));
        Assert.True(Directory.Exists(again.TemporaryPath));
        Assert.True(Directory.Exists(again.CachePath));
    }
}
