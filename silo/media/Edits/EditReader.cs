using System.Text;

namespace Framemill.Media.Edits;

/// <summary>Reads and validates an edit. It never throws, whatever it is given.</summary>
public static class EditReader
{
    /// <param name="localFilesAllowed">Whether assets may be local paths or file URLs.</param>
    public static EditReading Read(string json, EditLimits limits, bool localFilesAllowed = false) =>
        Read(Encoding.UTF8.GetBytes(json), limits, localFilesAllowed);

    /// <param name="localFilesAllowed">Whether assets may be local paths or file URLs.</param>
    public static EditReading Read(ReadOnlySpan<byte> json, EditLimits limits, bool localFilesAllowed = false) =>
        throw new NotImplementedException();
}
