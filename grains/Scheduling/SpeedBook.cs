namespace Framemill.Scheduling;

/// <summary>Measured speed of each device: frames a second of one lane, newer measurements weighing more.</summary>
public sealed class SpeedBook(double weight, double atFirst)
{
    private readonly Dictionary<string, double> _measured = new(StringComparer.Ordinal);

    public bool HasMeasured => _measured.Count > 0;

    public void Add(string deviceId, int frames, TimeSpan busy)
    {
        if (frames <= 0 || busy <= TimeSpan.Zero) return;
        var speed = frames / busy.TotalSeconds;
        _measured[deviceId] = _measured.TryGetValue(deviceId, out var old) ? old + (weight * (speed - old)) : speed;
    }

    /// <summary>A device that was never measured is taken to be like the others.</summary>
    public double Of(string deviceId) => _measured.TryGetValue(deviceId, out var speed) ? speed : Usual;

    public double Usual => _measured.Count > 0 ? _measured.Values.Average() : atFirst;

    public void Forget(string deviceId) => _measured.Remove(deviceId);
}
