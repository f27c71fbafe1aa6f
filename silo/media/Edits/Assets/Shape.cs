using System.Text.Json.Serialization;

namespace Framemill.Media.Edits;

/// <summary>A shape and its measures in pixels.</summary>
[JsonDerivedType(typeof(Rectangle), "rectangle")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Line), "line")]
public abstract record Shape
{
    private Shape() { }

    public sealed record Rectangle(int Width, int Height, int CornerRadius) : Shape;

    public sealed record Circle(int Radius) : Shape;

    public sealed record Line(int Length, int Thickness) : Shape;
}
