using System.ComponentModel.DataAnnotations;

namespace Framemill.Media.Sound;

/// <summary>Settings of the mix. Section <c>Sound</c>.</summary>
public sealed class SoundOptions
{
    public const string Section = "Sound";

    /// <summary>Integrated loudness of a film in LUFS. Default: -14.</summary>
    [Range(-40.0, -5.0)]
    public double LoudnessTarget { get; set; } = -14;

    /// <summary>
    /// True peak in dBTP that the mix stays below. Lower than what the film may have: lossy coding adds to peaks.
    /// Default: -2.
    /// </summary>
    [Range(-20.0, -1.0)]
    public double TruePeakCeiling { get; set; } = -2;

    /// <summary>The most that a soft mix is made louder, in dB. Default: 24.</summary>
    [Range(0.0, 60.0)]
    public double GainDecibelsMax { get; set; } = 24;

    /// <summary>By how much music gets softer under speech, in dB. Default: 12.</summary>
    [Range(0.0, 60.0)]
    public double DuckingDecibels { get; set; } = 12;

    /// <summary>Level in dBFS from which a voice counts as speaking. Default: -45.</summary>
    [Range(-90.0, 0.0)]
    public double SpeechThreshold { get; set; } = -45;

    /// <summary>How long before the voice the music has made room. Default: 200 ms.</summary>
    public TimeSpan DuckingLookAhead { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Time in which music makes room; within the look-ahead. Default: 150 ms.</summary>
    public TimeSpan DuckingAttack { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Pauses of speech that music does not fill. Default: 500 ms.</summary>
    public TimeSpan DuckingHold { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time in which music comes back. Default: 700 ms.</summary>
    public TimeSpan DuckingRelease { get; set; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Sources decoded at the same time. Default: 8.</summary>
    [Range(1, 64)]
    public int DecodersMax { get; set; } = 8;

    /// <summary>
    /// Bits per second of a film's sound: exact for MP3; AAC spends what the sound needs, seldom more. Default:
    /// 192,000.
    /// </summary>
    [Range(32_000, 512_000)]
    public int BitsPerSecond { get; set; } = 192_000;

    /// <summary>
    /// Films at least this long can be heard before their whole sound is mixed, see <see cref="SoundOpening"/>. Shorter
    /// ones are mixed as fast. Default: 30 s.
    /// </summary>
    public TimeSpan OpeningFrom { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How much more of the mix is heard before a piece of the opening goes out. Default: 4 s.</summary>
    public TimeSpan OpeningLookAhead { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long the rest of a long mix waits once its opening can begin: the first picture needs the cores.
    /// Default: 2 s.
    /// </summary>
    public TimeSpan OpeningPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Length of a sound fragment in a playlist. Default: 2 s.</summary>
    public TimeSpan FragmentLength { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest text that is spoken in one piece, in characters. Default: 20,000.</summary>
    [Range(1, 1_000_000)]
    public int SpeechCharactersMax { get; set; } = 20_000;
}
