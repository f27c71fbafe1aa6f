namespace Framemill.Media.Edits;

/// <summary>How soon a film is wanted.</summary>
public enum Urgency
{
    Standard,

    /// <summary>Somebody waits for it now.</summary>
    Interactive,

    /// <summary>Whenever there is room.</summary>
    Batch,
}
