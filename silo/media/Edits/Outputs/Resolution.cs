namespace Framemill.Media.Edits;

public enum Resolution
{
    Preview = 0,
    Mobile = 1,

    /// <summary>576 lines.</summary>
    Sd = 2,

    /// <summary>720 lines.</summary>
    Hd = 3,

    /// <summary>1080 lines.</summary>
    FullHd = 4,

    /// <summary>2160 lines.</summary>
    UltraHd = 5,
}
