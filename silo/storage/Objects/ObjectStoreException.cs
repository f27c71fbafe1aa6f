namespace Framemill.Storage.Objects;

public enum ObjectStoreError
{
    InvalidKey = 1,
    NotFound = 2,
    TooLarge = 3,
    QuotaExceeded = 4,

    /// <summary>The key is a folder of other keys, or lies below a key that is an object.</summary>
    KeyClash = 5,
}

/// <summary>
/// An operation on the store that can never succeed as it was asked; faults of the disk stay IOExceptions.
/// </summary>
public sealed class ObjectStoreException : Exception
{
    // As the system says it of a full disk, so that both are recognised alike.
    private const int NoSpace = 28;

    public ObjectStoreException(ObjectStoreError error, string message)
        : base(message)
    {
        Error = error;
        if (error == ObjectStoreError.QuotaExceeded) HResult = NoSpace;
    }

    public ObjectStoreError Error { get; }
}
