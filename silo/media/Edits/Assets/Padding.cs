namespace Framemill.Media.Edits;

/// <summary>Pixels kept free inside a box.</summary>
public sealed record Padding(double Top, double Right, double Bottom, double Left)
{
    public static Padding None { get; } = new(0, 0, 0, 0);
}
