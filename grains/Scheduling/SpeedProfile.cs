namespace Framemill.Scheduling;

/// <summary>How fast devices are at one sort of work, in frames a second of one slot.</summary>
public sealed class SpeedProfile
{
    /// <summary>So slowly a speed becomes the usual one.</summary>
    private const double UsualWeight = 0.02;

    private readonly Dictionary<string, double> _measured = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _usually = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, double> _factors;
    private readonly double _weight;
    private readonly double _atFirst;
    private double _sum;
    private double _best;
    private string? _bestDevice;
    private bool _bestIsOld;

    internal SpeedProfile(IReadOnlyDictionary<string, double> factors, double weight, double atFirst)
    {
        _factors = factors;
        _weight = weight;
        _atFirst = atFirst;
    }

    public bool IsMeasured => _measured.Count > 0;

    /// <summary>Of a device that nothing is known of.</summary>
    public double Usual => _measured.Count > 0 ? _sum / _measured.Count : _atFirst;

    /// <summary>Of the fastest device that was measured.</summary>
    public double Best
    {
        get
        {
            if (_bestIsOld) FindBest();
            return _measured.Count > 0 ? _best : _atFirst;
        }
    }

    public double Of(string deviceId) =>
        _measured.TryGetValue(deviceId, out var speed) ? speed : Usual * _factors.GetValueOrDefault(deviceId, 1);

    internal double MeasuredOf(string deviceId) => _measured[deviceId];

    /// <returns>The device's speed now, as part of its usual one.</returns>
    internal double Add(string deviceId, double speed)
    {
        var now = speed;
        if (_measured.TryGetValue(deviceId, out var old))
        {
            now = old + (_weight * (speed - old));
            _sum -= old;
        }

        _measured[deviceId] = now;
        _sum += now;
        if (deviceId == _bestDevice && now < _best) _bestIsOld = true;
        else if (now > _best || _bestDevice is null) (_best, _bestDevice) = (now, deviceId);
        var usual = _usually.GetValueOrDefault(deviceId, now);
        _usually[deviceId] = usual += UsualWeight * (now - usual);
        return now / usual;
    }

    internal void Forget(string deviceId)
    {
        if (!_measured.Remove(deviceId, out var old)) return;
        _usually.Remove(deviceId);
        _sum = _measured.Count > 0 ? _sum - old : 0;
        if (deviceId == _bestDevice) _bestIsOld = true;
    }

    private void FindBest()
    {
        (_best, _bestDevice, _bestIsOld) = (0, null, false);
        foreach (var (device, speed) in _measured)
        {
            if (speed > _best) (_best, _bestDevice) = (speed, device);
        }
    }
}
