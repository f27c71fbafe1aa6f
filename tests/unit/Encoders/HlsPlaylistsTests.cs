using Framemill.Media.Encoders;
using Xunit;

namespace Framemill.Tests.Unit.Encoders;

public sealed class HlsPlaylistsTests
{
    [Fact]
    public void Media_Growing_ListsWhatIsReadyWithoutAnEnd()
    {
        var text = HlsPlaylists.Media(new HlsMedia
        {
            InitUri = "init.mp4",
            Parts = [new("0.m4s", 2.002), new("1.m4s", 0.5005)],
            IsComplete = false,
            PartSecondsTarget = 2.002,
        });

        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:3
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:EVENT
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:2.002000,
            0.m4s
            #EXTINF:0.500500,
            1.m4s

            """,
            text);
    }

    [Fact]
    public void Media_ByteRanges_AreGivenForInitAndParts()
    {
        var text = HlsPlaylists.Media(new HlsMedia
        {
            InitUri = "s.m4a",
            InitBytes = new ByteRange(0, 700),
            Parts = [new("s.m4a", 2, new ByteRange(700, 4000))],
            IsComplete = true,
        });

        Assert.Contains("#EXT-X-MAP:URI=\"s.m4a\",BYTERANGE=\"700@0\"\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "#EXTINF:2.000000,\n#EXT-X-BYTERANGE:4000@700\ns.m4a\n#EXT-X-ENDLIST\n", text, StringComparison.Ordinal);
        Assert.Contains("#EXT-X-TARGETDURATION:2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Master_WithSound_NamesBothStreams()
    {
        var text = HlsPlaylists.Master(new HlsMaster
        {
            Video = new("v.m3u8", "avc1.64001f", 1280, 720, new(30000, 1001), 3_000_000),
            Sound = new("a.m3u8", "mp4a.40.2", 200_000),
        });

        const string stream = "#EXT-X-STREAM-INF:BANDWIDTH=3200000,CODECS=\"avc1.64001f,mp4a.40.2\","
            + "RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO=\"sound\"";
        Assert.Equal(
            $"""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a.m3u8"
            {stream}
            v.m3u8

            """,
            text);
    }

    [Fact]
    public void Master_SilentFilm_HasNoSoundGroup() => Assert.DoesNotContain(
        "AUDIO",
        HlsPlaylists.Master(new HlsMaster { Video = new("v.m3u8", "avc1.64001f", 2, 2, new(25, 1), 1) }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("a\n#EXT-X-ENDLIST")]
    [InlineData("#a")]
    [InlineData("")]
    public void Media_AddressThatWouldBreakTheText_IsRefused(string uri) => Assert.Throws<ArgumentException>(() =>
        HlsPlaylists.Media(new HlsMedia { InitUri = "i", Parts = [new(uri, 1)], IsComplete = false }));
}
