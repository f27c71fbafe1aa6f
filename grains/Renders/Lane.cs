namespace Framemill.Renders;

/// <summary>A run of consecutive segments that one device renders and one encoder encodes.</summary>
public readonly record struct Lane(int FirstSegment, int SegmentCount)
{
    public bool Has(int segment) => segment >= FirstSegment && segment < FirstSegment + SegmentCount;
}
