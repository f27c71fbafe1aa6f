namespace Framemill.Scheduling;

/// <summary>
/// Measured speeds: frames a second of one slot, for each sort of work on each device. What a device was never measured
/// at is taken from what it does at other work, compared with its fellows.
/// </summary>
public sealed class SpeedBook(double weight, double atFirst)
{
    /// <summary>A step passes over frames this much faster than rendering makes them, until it was measured.</summary>
    private const double StepSpeedUp = 50;

    private const double PreparesASecondAtFirst = 0.5;

    private readonly Dictionary<(WorkKind, string), SpeedProfile> _profiles = [];
    private readonly Dictionary<string, double> _factors = new(StringComparer.Ordinal);

    /// <summary>True once a lane was measured.</summary>
    public bool HasMeasured { get; private set; }

    public IReadOnlyList<ProfileSpeed> All() => _profiles
        .Select(p => new ProfileSpeed(p.Key.Item1, p.Key.Item2, p.Value.Usual)).ToArray();

    public IReadOnlyList<ProfileSpeed> MeasuredLanes() => _profiles
        .Where(p => p.Key.Item1 == WorkKind.Segments && p.Value.IsMeasured)
        .Select(p => new ProfileSpeed(p.Key.Item1, p.Key.Item2, p.Value.Usual)).ToArray();

    public SpeedProfile Of(WorkItem work) => Of(work.Kind, work.Profile);

    public SpeedProfile Of(WorkKind kind, string profile)
    {
        if (_profiles.TryGetValue((kind, profile), out var known)) return known;
        var first = kind switch
        {
            WorkKind.Segments => UsualOfLanes() ?? atFirst,
            WorkKind.Prepare => PreparesASecondAtFirst,
            _ => atFirst * StepSpeedUp,
        };
        var added = new SpeedProfile(_factors, weight, first);
        _profiles.Add((kind, profile), added);
        return added;
    }

    /// <returns>
    /// The device's speed at such work now, as part of its usual one there; null where it says nothing: nothing was
    /// made, or a step, which differ too much.
    /// </returns>
    public double? Add(string deviceId, WorkItem work, int frames, TimeSpan busy)
    {
        if (frames <= 0 || busy <= TimeSpan.Zero) return null;
        var profile = Of(work);
        var ofUsual = profile.Add(deviceId, frames / busy.TotalSeconds);
        if (work.Kind != WorkKind.Segments) return null;
        HasMeasured = true;
        var factor = profile.MeasuredOf(deviceId) / profile.Usual;
        _factors[deviceId] =
            _factors.TryGetValue(deviceId, out var old) ? old + (weight * (factor - old)) : factor;
        return ofUsual;
    }

    /// <summary>How fast a device is at rendering compared with its fellows; 1 when it was never measured.</summary>
    public double FactorOf(string deviceId) => _factors.GetValueOrDefault(deviceId, 1);

    public void Forget(string deviceId)
    {
        _factors.Remove(deviceId);
        foreach (var profile in _profiles.Values) profile.Forget(deviceId);
    }

    /// <summary>Mean over the profiles of lanes that were measured; null when none was.</summary>
    private double? UsualOfLanes()
    {
        double sum = 0;
        var count = 0;
        foreach (var ((kind, _), profile) in _profiles)
        {
            if (kind != WorkKind.Segments || !profile.IsMeasured) continue;
            sum += profile.Usual;
            count++;
        }

        return count > 0 ? sum / count : null;
    }
}
