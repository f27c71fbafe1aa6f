namespace Framemill.Renders;

/// <summary>What can come of a submission. Expected outcomes are values; only bugs and outages throw.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.submit-result")]
public abstract record SubmitResult
{
    private SubmitResult() { }

    [GenerateSerializer, Immutable, Alias("framemill.renders.submit-result.accepted")]
    public sealed record Accepted([property: Id(0)] string RenderId) : SubmitResult;

    /// <summary>Every fault of the edit at once.</summary>
    [GenerateSerializer, Immutable, Alias("framemill.renders.submit-result.rejected")]
    public sealed record Rejected([property: Id(0)] IReadOnlyList<EditError> Errors) : SubmitResult;

    /// <summary>The edit could not be made durable because the storage is full. Nothing was accepted.</summary>
    [GenerateSerializer, Immutable, Alias("framemill.renders.submit-result.no-room")]
    public sealed record NoRoom([property: Id(0)] string Detail) : SubmitResult;
}
