using System.Text;
using Framemill.Media.Edits.Reading;

namespace Framemill.Media.Edits;

/// <summary>Reads and validates an edit. It never throws, whatever it is given.</summary>
public static class EditReader
{
    /// <param name="localFilesAllowed">Whether assets may be local paths or file URLs.</param>
    public static EditReading Read(string json, EditLimits limits, bool localFilesAllowed = false) =>
        Read(Encoding.UTF8.GetBytes(json), limits, localFilesAllowed);

    /// <summary>Everything that is wrong is told of at once, as far as it shows before anything is fetched.</summary>
    /// <param name="localFilesAllowed">Whether assets may be local paths or file URLs.</param>
    public static EditReading Read(ReadOnlySpan<byte> json, EditLimits limits, bool localFilesAllowed = false)
    {
        var problems = new ProblemList(limits.ProblemsMax);

        // 1. The text becomes values, then the merge fields are filled in: nothing looks at the edit before that.
        if (JsonTreeReader.Read(json, limits, problems) is not { } written
            || MergeFields.Fill(written, limits, problems) is not { } merged)
        {
            return new() { Problems = problems.ToList() };
        }

        // 2. Its shape. Wrong parts are told of and stood in for, so that the later checks can look at the rest.
        var context = new ReadingContext(limits, localFilesAllowed, problems);
        var edit = EditShape.Read(context, merged);

        // 3. What concerns several clips at once.
        if (edit is not null) TimelineChecks.Run(edit, limits, problems);

        return new()
        {
            Edit = problems.IsEmpty ? edit : null,
            Problems = problems.ToList(),
            MergedJson = JsonTreeWriter.Write(merged),
        };
    }
}
