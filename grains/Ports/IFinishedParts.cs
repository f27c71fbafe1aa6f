namespace Framemill.Ports;

/// <summary>Knows which content keys are in the object store already: such a part is done before it starts.</summary>
public interface IFinishedParts
{
    Task<IReadOnlySet<string>> FindAsync(IReadOnlyCollection<string> contentKeys, CancellationToken cancellationToken);
}
