using System.Diagnostics;
using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>Keeps the books of a replay.</summary>
internal sealed class ReplayMeter(ReplayPlan plan)
{
    private sealed class TenantWindow
    {
        public int Films { get; set; }

        public int Waiting { get; set; }

        public double Seconds { get; set; }

        /// <summary>Work waited since the window began.</summary>
        public bool WaitedAll { get; set; }
    }

    private readonly int _slots = plan.Devices.Sum(d => d.Description.LaneSlots);
    private readonly Dictionary<string, TenantWindow> _tenants = new(StringComparer.Ordinal);
    private readonly Dictionary<WorkClass, (List<float> Wait, List<float> Done)> _times =
        Enum.GetValues<WorkClass>().ToDictionary(c => c, _ => (new List<float>(), new List<float>()));
    private readonly List<float> _errors = [];
    private readonly List<ReplayWindow> _course = [];
    private double _busy;
    private double _loading;
    private double _jainSum;
    private int _jainCount;
    private double _at;
    private double _windowBusy;
    private double _windowEnd = plan.WindowSeconds;
    private int _running;
    private long _came;
    private long _done;
    private long _windowDone;
    private long _leases;
    private long _calls;
    private long _begun;
    private long _bytesBegun;
    private long _bytes;
    private readonly CallTimes _callTimes = new();

    public long FilmsCame => _came;

    public int Waiting { get; private set; }

    public long Preempted { get; set; }

    public void Begin()
    {
        _bytesBegun = GC.GetAllocatedBytesForCurrentThread();
        _begun = Stopwatch.GetTimestamp();
    }

    public void Called()
    {
        _callTimes.Add(Stopwatch.GetTimestamp() - _begun);
        _bytes += GC.GetAllocatedBytesForCurrentThread() - _bytesBegun;
        _calls++;
    }

    public void Came(ReplayFilm film)
    {
        _came++;
        if (!_tenants.TryGetValue(film.Asked.Tenant, out var tenant))
            _tenants.Add(film.Asked.Tenant, tenant = new TenantWindow());
        tenant.Films++;
    }

    public void Waits(ReplayFilm film)
    {
        film.LanesWaiting++;
        Waiting++;
        _tenants[film.Asked.Tenant].Waiting++;
    }

    public void Starts(ReplayFilm film, double now)
    {
        _running++;
        _leases++;
        Waiting--;
        film.LanesWaiting--;
        var tenant = _tenants[film.Asked.Tenant];
        if (--tenant.Waiting == 0) tenant.WaitedAll = false;
        if (film.HasBegun) return;
        film.HasBegun = true;
        _times[film.Asked.Class].Wait.Add((float)(now - film.Asked.At));
    }

    public void Ends(ReplayFilm film, ReplayLease lease, double now, bool isWhole)
    {
        _running--;
        _busy += now - lease.Begun;
        _loading += lease.Loading;
        _tenants[film.Asked.Tenant].Seconds += now - lease.Begun;
        if (!isWhole) Waits(film);
    }

    public void Done(ReplayFilm film, double now)
    {
        _done++;
        _windowDone++;
        var took = now - film.Asked.At;
        _times[film.Asked.Class].Done.Add((float)took);
        if (film.Forecast is { } told && took > 0) _errors.Add((float)(Math.Abs(told - took) / took));
        _tenants[film.Asked.Tenant].Films--;
    }

    /// <summary>Counts the time up to then as it has been until now.</summary>
    public void Pass(double until)
    {
        while (until >= _windowEnd)
        {
            _windowBusy += (_windowEnd - _at) * _running;
            _at = _windowEnd;
            CloseWindow();
        }

        _windowBusy += (until - _at) * _running;
        _at = until;
    }

    public ReplayReport Report(int filmsOpen) => new()
    {
        FilmsCame = _came,
        FilmsDone = _came - filmsOpen,
        Leases = _leases,
        Preempted = Preempted,
        Utilisation = _course.Count == 0 ? 0 : _course.Average(w => w.BusySlots) / Math.Max(1, _slots),
        Loading = _busy > 0 ? _loading / _busy : 0,
        JainIndex = _jainCount > 0 ? _jainSum / _jainCount : double.NaN,
        Times = _times.ToDictionary(t => t.Key, t => new ReplayTimes(
            t.Value.Wait.Count,
            At(t.Value.Wait, 0.5), At(t.Value.Wait, 0.95), At(t.Value.Wait, 0.99),
            At(t.Value.Done, 0.5), At(t.Value.Done, 0.95))),
        ForecastError = At(_errors, 0.5),
        Forecasts = _errors.Count,
        Course = _course,
        CallMedian = _callTimes.At(0.5),
        Call99 = _callTimes.At(0.99),
        SchedulerCalls = _calls,
        SchedulerBytes = _bytes,
    };

    private void CloseWindow()
    {
        // Fairness is between those who wanted more all the time.
        double sum = 0, squares = 0;
        var count = 0;
        foreach (var tenant in _tenants.Values)
        {
            if (tenant.WaitedAll)
            {
                sum += tenant.Seconds;
                squares += tenant.Seconds * tenant.Seconds;
                count++;
            }

            tenant.Seconds = 0;
            tenant.WaitedAll = tenant.Waiting > 0;
        }

        if (count > 1 && squares > 0)
        {
            _jainSum += sum * sum / (count * squares);
            _jainCount++;
        }

        _course.Add(new ReplayWindow(_windowEnd, _windowBusy / plan.WindowSeconds, Waiting, _windowDone));
        (_windowBusy, _windowDone) = (0, 0);
        _windowEnd += plan.WindowSeconds;
    }

    private static double At(List<float> values, double part)
    {
        if (values.Count == 0) return double.NaN;
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, part * values.Count)];
    }
}
