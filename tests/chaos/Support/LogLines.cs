using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Framemill.Tests.Chaos.Support;

/// <summary>The newest lines of what the silos log and what befell them, for the message of a failed test.</summary>
internal sealed class LogLines
{
    private const int LinesMax = 400;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly long _begun = Stopwatch.GetTimestamp();

    public void Add(string line)
    {
        _lines.Enqueue(FormattableString.Invariant(
            $"{Stopwatch.GetElapsedTime(_begun).TotalSeconds,7:F3} {line}"));
        while (_lines.Count > LinesMax) _lines.TryDequeue(out _);
    }

    public ILoggerProvider Of(string silo) => new Provider(this, silo);

    public override string ToString() => string.Join('\n', _lines);

    private sealed class Provider(LogLines lines, string silo) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var cause = exception is null ? "" : $" | {exception.GetType().Name}: {exception.Message}";
            lines.Add($"{silo}: {formatter(state, exception)}{cause}");
        }

        public void Dispose()
        {
        }
    }
}
