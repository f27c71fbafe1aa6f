using Framemill.Devices;

namespace Framemill.Scheduling;

/// <summary>
/// How well a device is: from its readings, and from how work ends on it. Suspected of too many failures it is tried
/// with one small lease at a time; convicted of them (others did the same work), or unfit by its readings, it is out
/// for a while, longer each time, and tried after that. Time is handed in.
/// </summary>
internal sealed class DeviceStanding(SchedulingOptions options)
{
    private const int DoublingsMax = 20;

    /// <summary>Of its usual speed a device works below this part when it counts as slow,</summary>
    private const double SlowBelow = 0.5;

    /// <summary>and above this one when it does no more.</summary>
    private const double SlowUntil = 0.75;

    private int _suspicions;
    private int _convictions;
    private int _proven;
    private int _timesOut;
    private DateTimeOffset _outSince;
    private bool _isOut;
    private bool _isOnTrial;
    private bool _isSlow;
    private DateTimeOffset? _restsUntil;
    private HealthCause _cause;
    private string _words = "";
    private ReadingVerdict _reading = ReadingVerdict.Sound;
    private DeviceReading? _read;

    public DeviceHealth Health =>
        _isOut ? DeviceHealth.Out
        : _isOnTrial || _reading.Health == DeviceHealth.Probation ? DeviceHealth.Probation
        : _isSlow || _reading.Health != DeviceHealth.Healthy ? DeviceHealth.Degraded
        : DeviceHealth.Healthy;

    /// <summary>What its health comes from, and the same in words.</summary>
    public (HealthCause Cause, string Words) Why =>
        _isOut || _isOnTrial ? (_cause, _words)
        : _reading.Health != DeviceHealth.Healthy ? (_reading.Cause, _reading.Words)
        : _isSlow ? (HealthCause.Slowness, "It works much slower than it usually does.")
        : (HealthCause.None, "");

    /// <summary>It takes work now, if it has room.</summary>
    public bool TakesWork(DateTimeOffset now) => !_isOut && !(_restsUntil > now);

    /// <summary>Null when it may be given one lease more.</summary>
    /// <param name="held">Leases that it has.</param>
    public WaitReason? WhyNot(int held, DateTimeOffset now)
    {
        if (_isOut && _cause != HealthCause.Failures) return WaitReason.DevicesAreUnwell;
        if (!TakesWork(now)) return WaitReason.DevicesRest;
        if (held == 0 || Health != DeviceHealth.Probation) return null;
        return _isOnTrial ? WaitReason.DeviceIsTried : WaitReason.MemoryIsTaken; // The one reading that says so.
    }

    /// <summary>Work failed on it, and so far on it alone.</summary>
    /// <param name="hasFellows">Another device takes work: a bad one is better than none.</param>
    public void Suspect(bool hasFellows, DateTimeOffset now)
    {
        _suspicions++;
        _proven = 0;
        if (!hasFellows || _isOut || (!_isOnTrial && _suspicions < options.DeviceFaultsMax)) return;
        if (!_isOnTrial) Because(HealthCause.Failures, "Too much work failed on it lately.");
        _isOnTrial = true;
        _restsUntil = now + options.DeviceRest;
    }

    /// <summary>What failed on it fails elsewhere too.</summary>
    public void Acquit()
    {
        _suspicions = Math.Max(0, _suspicions - 1);
        if (_isOut) return;
        if (_suspicions < options.DeviceFaultsMax) _restsUntil = null;
        if (_timesOut == 0 && _restsUntil is null) _isOnTrial = false;
    }

    /// <summary>What failed on it was done by another.</summary>
    /// <returns>True when it is out from now on.</returns>
    public bool Convict(bool hasFellows, DateTimeOffset now)
    {
        _convictions++;
        if (!hasFellows || _isOut) return false;
        if (_convictions < options.DeviceFaultsMax && !(_isOnTrial && _timesOut > 0)) return false;
        PutOut(HealthCause.Failures, "Work failed on it again and again that other devices did.", now);
        return true;
    }

    /// <summary>Work was done on it.</summary>
    public void Prove()
    {
        if (_suspicions > 0) _suspicions--;
        if (_convictions > 0) _convictions--;
        if (!_isOnTrial || ++_proven < options.TrialLeases) return;
        (_isOnTrial, _suspicions, _convictions, _restsUntil) = (false, 0, 0, null);
    }

    /// <param name="ofUsual">Its speed at a sort of work, as part of its usual one there.</param>
    public void Measure(double ofUsual) => _isSlow = ofUsual < (_isSlow ? SlowUntil : SlowBelow);

    /// <returns>True when it is out from now on.</returns>
    public bool Read(DeviceReading reading, bool hasFellows, DateTimeOffset now)
    {
        if (ReferenceEquals(reading, _read) || reading == _read) return false;
        var verdict = ReadingVerdict.Of(reading, _read);
        _read = reading;
        _reading = verdict.IsEvent ? ReadingVerdict.Sound : verdict;
        if (verdict.Health != DeviceHealth.Out || (!hasFellows && verdict.Cause != HealthCause.Lost)) return false;
        var wasOut = _isOut;
        if (!wasOut || verdict.IsEvent) PutOut(verdict.Cause, verdict.Words, now);
        return !wasOut;
    }

    /// <summary>One that was out long enough is tried. True when this changed it.</summary>
    public bool Pass(DateTimeOffset now)
    {
        if (!_isOut || _restsUntil > now || _reading.Health == DeviceHealth.Out) return false;
        Try();
        return true;
    }

    /// <summary>No other device takes work: a bad one is tried at once, unless it is lost. True when it was out.
    /// </summary>
    public bool Recall()
    {
        if (!_isOut || _reading.Cause == HealthCause.Lost) return false;
        Try();
        return true;
    }

    private void Try() => (_isOut, _isOnTrial, _proven, _restsUntil) = (false, true, 0, null);

    /// <summary>For twice as long as the last time, if that is not long ago.</summary>
    private void PutOut(HealthCause cause, string words, DateTimeOffset now)
    {
        if (_timesOut > 0 && now - _outSince > options.DeviceRestMax) _timesOut = 0;
        var rest = options.DeviceRest * Math.Pow(2, _timesOut);
        _timesOut = Math.Min(_timesOut + 1, DoublingsMax);
        (_isOut, _isOnTrial, _suspicions, _convictions, _outSince) = (true, false, 0, 0, now);
        _restsUntil = now + (rest < options.DeviceRestMax ? rest : options.DeviceRestMax);
        Because(cause, words);
    }

    private void Because(HealthCause cause, string words) => (_cause, _words) = (cause, words);
}
