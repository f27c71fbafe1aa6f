using Framemill.Media.Edits;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Scheduling;
using EditReading = Framemill.Ports.EditReading;

namespace Framemill.Silo.Adapters;

/// <summary>The media room's reader, in the words of the grains.</summary>
internal sealed class MediaEditReader(EditLimits limits) : IEditReader
{
    public EditReading Read(string edit, bool localFilesAllowed)
    {
        var reading = EditReader.Read(edit, limits, localFilesAllowed);
        return reading.Edit is not { } sound
            ? new() { Errors = Errors(reading.Problems) }
            : new()
            {
                MergedEdit = reading.MergedJson,
                Callback = sound.Callback,
                Class = ClassOf(sound.Schedule?.Urgency),
                Deadline = sound.Schedule?.Deadline,
                Format = ExtensionOf(sound.Output.Format),
                Destinations =
                    [.. sound.Output.Destinations.Select(d => new RenderDestination(d.Provider, d.IsExcluded))],
            };
    }

    public IReadOnlyList<EditError> ReadTemplate(string edit) =>
    [
        // Values come with each render.
        .. Errors(EditReader.Read(edit, limits).Problems).Where(e => e.Code != EditProblemCodes.MergeFieldMissing),
    ];

    private static WorkClass? ClassOf(Urgency? urgency) => urgency switch
    {
        null => null,
        Urgency.Interactive => WorkClass.Interactive,
        Urgency.Batch => WorkClass.Batch,
        _ => WorkClass.Standard,
    };

    public static string ExtensionOf(OutputFormat format) => format.ToString().ToLowerInvariant();

    public static IReadOnlyList<EditError> Errors(IReadOnlyList<EditProblem> problems) =>
    [
        .. problems.Select(problem =>
            new EditError { Code = problem.Code, Pointer = problem.Pointer, Detail = problem.Message }),
    ];
}
