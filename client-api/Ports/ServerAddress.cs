namespace Framemill.Api.Ports;

/// <summary>How the outside reaches this server; no slash at its end.</summary>
public sealed class ServerAddress(Func<string> address)
{
    public string Base => address();
}
