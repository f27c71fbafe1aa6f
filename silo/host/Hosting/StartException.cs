namespace Framemill.Silo.Hosting;

/// <summary>The server cannot start, for a reason that its operator can mend; the message says how.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
