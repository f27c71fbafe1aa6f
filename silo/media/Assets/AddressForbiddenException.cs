namespace Framemill.Media.Assets;

/// <summary>A host has no address that may be connected to.</summary>
internal sealed class AddressForbiddenException(string host)
    : IOException($"The host '{host}' is not on the public internet.")
{
    public string Host { get; } = host;
}
