using System.Globalization;
using System.Text;
using Framemill.Capacity;
using Framemill.Scheduling;

namespace Framemill.Simulation.Scale;

/// <summary>The reports as a table in Markdown.</summary>
public static class ScaleTable
{
    public static string Of(ScaleSettings settings, IReadOnlyList<(string Name, ReplayReport Report)> reports)
    {
        var text = new StringBuilder();
        text.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Devices:N0} devices, {settings.Tenants:N0} tenants, {settings.Hours} h, "
            + $"mean load {settings.Load:P0}, seed {settings.Seed}"));
        text.AppendLine();
        Row("", r => null, (_, name) => name);
        text.AppendLine("|---|" + string.Concat(reports.Select(_ => "---:|")));
        Row("films asked for / done", r => Text($"{r.FilmsCame:N0} / {r.FilmsDone:N0}"));
        Row("leases", r => Text($"{r.Leases:N0}"));
        Row("utilisation", r => Text($"{r.Utilisation:P1}"));
        Row("busy time spent loading models", r => Text($"{r.Loading:P1}"));
        Row("Jain index between tenants that want more", r => Text($"{r.JainIndex:F3}"));
        foreach (var workClass in (WorkClass[])[WorkClass.Interactive, WorkClass.Standard, WorkClass.Batch])
        {
            var name = workClass.ToString().ToLowerInvariant();
            Row($"{name}: wait to start, median / p95 / p99", r => string.Create(
                CultureInfo.InvariantCulture,
                $"{Time(r.Times[workClass].WaitMedian)} / {Time(r.Times[workClass].Wait95)} / "
                + $"{Time(r.Times[workClass].Wait99)}"));
            Row($"{name}: film done after, median / p95", r => Text(
                $"{Time(r.Times[workClass].DoneMedian)} / {Time(r.Times[workClass].Done95)}"));
        }

        Row("leases given back for interactive films", r => Text($"{r.Preempted:N0}"));
        Row("forecast error when the film is asked for, median", r =>
            r.Forecasts == 0 ? "-" : Text($"{r.ForecastError:P0} of {r.Forecasts:N0}"));
        Row("scheduler, real time of a call, median / p99", r => Text(
            $"{r.CallMedian.TotalMicroseconds:F1} us / {r.Call99.TotalMicroseconds:F1} us"));
        Row("scheduler, calls", r => Text($"{r.SchedulerCalls:N0}"));
        Row("scheduler, bytes allocated a lease", r => Text($"{r.SchedulerBytes / (double)Math.Max(1, r.Leases):N0}"));
        return text.ToString();

        void Row(string what, Func<ReplayReport, string?> cell, Func<ReplayReport, string, string>? named = null)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {what} |");
            foreach (var (name, report) in reports)
                text.Append(CultureInfo.InvariantCulture, $" {named?.Invoke(report, name) ?? cell(report)} |");
            text.AppendLine();
        }
    }

    private static string Time(double seconds) => seconds switch
    {
        double.NaN => "-",
        < 0.05 => "0 s",
        < 90 => Text($"{seconds:F1} s"),
        < 5_400 => Text($"{seconds / 60:F1} min"),
        _ => Text($"{seconds / 3_600:F1} h"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
