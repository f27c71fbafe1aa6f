using System.Text;

namespace Framemill.Media.Processes;

/// <summary>Keeps the end of a text and forgets its beginning.</summary>
internal sealed class ErrorTail(int charsMax)
{
    private const int LineCharsMax = 4096;
    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private int _chars;

    public void Add(string line)
    {
        if (line.Length > LineCharsMax) line = line[..LineCharsMax];
        lock (_lock)
        {
            _lines.Enqueue(line);
            _chars += line.Length + 1;
            while (_chars > charsMax && _lines.TryDequeue(out var oldest)) _chars -= oldest.Length + 1;
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return new StringBuilder().AppendJoin('\n', _lines).ToString();
        }
    }
}
