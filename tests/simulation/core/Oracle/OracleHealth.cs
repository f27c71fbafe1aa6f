using Framemill.Scheduling;

namespace Framemill.Simulation.Oracle;

/// <summary>How well a device is, told plainly: counts that go up with failures and down with what was done.</summary>
public sealed class OracleHealth(SchedulingOptions options)
{
    private int _failed;
    private int _failedWhereOthersDid;
    private int _good;
    private int _times;
    private DateTimeOffset _last;
    private DateTimeOffset _until = DateTimeOffset.MinValue;

    public enum Way
    {
        Well,
        Tried,
        Out,
    }

    public Way Is { get; private set; }

    public bool TakesWork(DateTimeOffset now) => Is != Way.Out && _until <= now;

    public bool MayHave(int held, DateTimeOffset now) => TakesWork(now) && (Is == Way.Well || held == 0);

    public void Fails(bool othersWork, DateTimeOffset now)
    {
        _failed++;
        _good = 0;
        if (Is == Way.Out || !othersWork) return;
        if (Is == Way.Well && _failed < options.DeviceFaultsMax) return;
        (Is, _until) = (Way.Tried, now + options.DeviceRest);
    }

    public void WasNotAtFault()
    {
        _failed = Math.Max(0, _failed - 1);
        if (Is != Way.Tried) return;
        if (_failed < options.DeviceFaultsMax) _until = DateTimeOffset.MinValue;
        if (_times == 0 && _until == DateTimeOffset.MinValue) Is = Way.Well;
    }

    public void WasAtFault(bool othersWork, DateTimeOffset now)
    {
        _failedWhereOthersDid++;
        if (Is == Way.Out || !othersWork) return;
        var isEnough = _failedWhereOthersDid >= options.DeviceFaultsMax || (Is == Way.Tried && _times > 0);
        if (!isEnough) return;
        if (_times > 0 && now - _last > options.DeviceRestMax) _times = 0;
        var rests = Enumerable.Range(0, _times).Aggregate(options.DeviceRest, (rest, _) => rest * 2);
        _until = now + (rests < options.DeviceRestMax ? rests : options.DeviceRestMax);
        (Is, _failed, _failedWhereOthersDid, _last) = (Way.Out, 0, 0, now);
        _times++;
    }

    public void Does()
    {
        _failed = Math.Max(0, _failed - 1);
        _failedWhereOthersDid = Math.Max(0, _failedWhereOthersDid - 1);
        if (Is != Way.Tried || ++_good < options.TrialLeases) return;
        (Is, _failed, _failedWhereOthersDid, _until) = (Way.Well, 0, 0, DateTimeOffset.MinValue);
    }

    public void Pulls(DateTimeOffset now)
    {
        if (Is == Way.Out && _until <= now) (Is, _good, _until) = (Way.Tried, 0, DateTimeOffset.MinValue);
    }
}
