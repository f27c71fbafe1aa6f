using Framemill.Assets;
using Xunit;

namespace Framemill.Tests.Unit.Assets;

public sealed class AssetTests
{
    private static readonly DateTimeOffset Then = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Now = Then.AddHours(1);
    private static readonly AssetFile File = new() { ObjectKey = "assets/x/source" };

    private static MakeAsset Request(AssetKind kind) => new() { Kind = kind, FileId = "x", Url = "http://h/a" };

    [Fact]
    public void Begin_DependsOnWhatThereIs()
    {
        Assert.Equal(AssetState.Importing, new Asset().Begin(Request(AssetKind.Source), Then).State);
        Assert.Equal(
            AssetState.Queued, new Asset().Begin(Request(AssetKind.Source) with { Url = null }, Then).State);
        var film = new Asset().Begin(Request(AssetKind.Film) with { ObjectKey = "k" }, Then);
        Assert.Equal((AssetState.Ready, "k"), (film.State, film.File!.ObjectKey));
        var refused = new Asset().Begin(Request(AssetKind.Film) with { Refusal = "no" }, Then);
        Assert.Equal((AssetState.Failed, "no"), (refused.State, refused.Error));
    }

    [Fact]
    public void Made_WhenDeletedMeanwhile_ChangesNothing()
    {
        var deleted = new Asset().Begin(Request(AssetKind.Source), Then).Deleted(Now);
        Assert.Same(deleted, deleted.Made(new() { File = File }, Now));
    }

    [Fact]
    public void Made_WithACallback_StaysOpenUntilItIsSettled()
    {
        var made = new Asset().Begin(Request(AssetKind.Source) with { Callback = "http://h" }, Then)
            .Made(new() { Error = "no" }, Now);
        Assert.Equal(AssetState.Failed, made.State);
        Assert.True(made.IsOpen);
        Assert.False((made with { CallbackIsDue = false }).IsOpen);
    }

    [Fact]
    public void ObjectKeys_AreAllThatLiesInTheStore_Once()
    {
        var rendition = new AssetRendition { Id = "r", Transformation = "{}", File = new() { ObjectKey = "r" } };
        var asset = new Asset { File = File, UploadKey = File.ObjectKey, Renditions = [rendition] };
        Assert.Equal(["r", File.ObjectKey], asset.ObjectKeys);
        Assert.Empty(asset.Deleted(Now).ObjectKeys);
    }

    [Fact]
    public void Keys_ComeApartAgain_AndIdsFollowFromTheirWords()
    {
        Assert.Equal(("a/b", "id"), AssetKeys.Parts(AssetKeys.Of("a/b", "id")));
        Assert.Equal(AssetKeys.IdOf("a", "b"), AssetKeys.IdOf("a", "b"));
        Assert.NotEqual(AssetKeys.IdOf("a", "b"), AssetKeys.IdOf("ab", ""));
        Assert.Equal('8', AssetKeys.IdOf("a")[14]);
    }
}
