namespace Framemill.Media.Text.Native;

/// <summary>
/// One thread at a time in Pango and Cairo. Each font map could have a thread of its own, but Cairo 1.16 keeps its font
/// faces for the whole process and crashes when two threads let go of one at the same moment.
/// </summary>
internal static class TextGate
{
    /// <summary>Also taken where handles are released: the collector does that on its own thread.</summary>
    public static Lock Lock { get; } = new();
}
