namespace Framemill.Media.Sources;

/// <summary>How stored pictures are turned for display. The numbers are those of EXIF's orientation.</summary>
public enum DisplayTurn
{
    None = 1,
    FlipHorizontal = 2,
    HalfTurn = 3,
    FlipVertical = 4,
    Transpose = 5,
    Clockwise = 6,
    AntiTranspose = 7,
    CounterClockwise = 8,
}

public static class DisplayTurns
{
    extension(DisplayTurn turn)
    {
        public bool SwapsSides => turn >= DisplayTurn.Transpose;
    }

    /// <summary>
    /// Reads the upper left of a display matrix, row by row: x' = a x + c y, y' = b x + d y. Turns by other angles
    /// than quarters are not applied by players either.
    /// </summary>
    public static DisplayTurn FromMatrix(int a, int b, int c, int d) =>
        (Math.Sign(a), Math.Sign(b), Math.Sign(c), Math.Sign(d)) switch
        {
            (-1, 0, 0, 1) => DisplayTurn.FlipHorizontal,
            (-1, 0, 0, -1) => DisplayTurn.HalfTurn,
            (1, 0, 0, -1) => DisplayTurn.FlipVertical,
            (0, 1, 1, 0) => DisplayTurn.Transpose,
            (0, 1, -1, 0) => DisplayTurn.Clockwise,
            (0, -1, -1, 0) => DisplayTurn.AntiTranspose,
            (0, -1, 1, 0) => DisplayTurn.CounterClockwise,
            _ => DisplayTurn.None,
        };
}
