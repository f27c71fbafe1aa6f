using Framemill.Renders;
using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>
/// Everything durable: grain states, the open list, stored parts. A write may fail before or after it happened.
/// </summary>
public sealed class SimStore(Sim sim)
{
    private readonly Dictionary<string, RenderEdit> _edits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RenderLayout> _layouts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RenderProgress> _progress = new(StringComparer.Ordinal);

    public SortedSet<string> Open { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Parts { get; } = new(StringComparer.Ordinal);

    public RenderEdit Edit(string id) => _edits.GetValueOrDefault(id) ?? new RenderEdit();

    public RenderLayout Layout(string id) => _layouts.GetValueOrDefault(id) ?? new RenderLayout();

    public RenderProgress Progress(string id) => _progress.GetValueOrDefault(id) ?? new RenderProgress();

    public void WriteEdit(string id, RenderEdit edit) => Write("edit", () =>
    {
        _edits[id] = edit;
        _progress.TryAdd(id, Render.ProgressOf(edit, new RenderProgress()));
    });

    public void WriteLayout(string id, RenderLayout layout) => Write("layout", () => _layouts[id] = layout);

    public void WriteProgress(string id, RenderProgress progress) => Write("progress", () => _progress[id] = progress);

    public void AddOpen(string id) => Write("open list", () => Open.Add(id));

    public void RemoveOpen(string id) => Write("open list", () => Open.Remove(id));

    private void Write(string what, Action write)
    {
        if (sim.Strikes(FaultKind.WriteFailsBefore)) throw new SimFailureException($"write of {what} failed before");
        write();
        sim.Cover($"write {what}");
        if (sim.Strikes(FaultKind.WriteFailsAfter)) throw new SimFailureException($"write of {what} failed after");
    }
}
