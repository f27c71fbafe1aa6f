namespace Framemill.Media.Processes;

public sealed record CapturedOutput(ProcessResult Result, ReadOnlyMemory<byte> Bytes);
