using System.Globalization;
using System.Text;
using Framemill.Capacity;
using Framemill.Scheduling;

namespace Framemill.Simulation.Scale;

/// <summary>The reports as two plots: the day's course, and waiting times by class.</summary>
public static class ScalePlots
{
    private const int Width = 760;
    private const int Height = 260;
    private const int Left = 70;
    private const int Right = 20;
    private const int Top = 40;
    private const int Bottom = 40;
    private static readonly string[] Colours = ["#0b7285", "#e67700", "#868e96"];

    public static IEnumerable<(string File, string Svg)> Of(IReadOnlyList<(string Name, ReplayReport Report)> reports)
    {
        yield return ("scale-course.svg", Course(reports));
        yield return ("scale-waits.svg", Waits(reports));
    }

    private static string Course(IReadOnlyList<(string Name, ReplayReport Report)> reports)
    {
        var svg = Begin("Lanes waiting over the day");
        var hours = reports.Max(r => r.Report.Course[^1].At) / 3_600;
        var most = 4 * RoundUp(Math.Max(1, reports.Max(r => r.Report.Course.Max(w => w.WaitingLanes)) / 4.0));
        for (var i = 0; i < reports.Count; i++)
        {
            var points = reports[i].Report.Course.Select(w => Text(
                $"{X(w.At / 3_600 / hours):F1},{Y(w.WaitingLanes / most):F1}"));
            svg.AppendLine(Text(
                $"<polyline fill='none' stroke='{Colours[i]}' stroke-width='2' points='{string.Join(' ', points)}'/>"));
        }

        for (var tick = 0; tick <= 4; tick++)
        {
            Label(svg, Left - 8, Y(tick / 4.0) + 4, "end", Text($"{most * tick / 4:N0}"));
            Label(svg, X(tick / 4.0), Height - Bottom + 18, "middle", Text($"{hours * tick / 4:F0} h"));
        }

        return End(svg, reports);
    }

    /// <summary>The next number that is 1, 2, 2.5 or 5 with noughts.</summary>
    private static double RoundUp(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return unit * new[] { 1, 2, 2.5, 5, 10 }.First(step => step * unit >= value);
    }

    /// <summary>Seconds on a logarithmic scale: median as a full bar, p95 as an outline.</summary>
    private static string Waits(IReadOnlyList<(string Name, ReplayReport Report)> reports)
    {
        var svg = Begin("Wait until a film starts: median (full) and 95th percentile (outline)");
        WorkClass[] classes = [WorkClass.Interactive, WorkClass.Standard, WorkClass.Batch];
        var most = Math.Max(10, reports.SelectMany(r => r.Report.Times.Values).Select(t => t.Wait95)
            .Where(s => !double.IsNaN(s)).DefaultIfEmpty().Max());
        double Part(double seconds) => Math.Log10(1 + (10 * Math.Max(0, seconds))) / Math.Log10(1 + (10 * most));
        var group = (double)(Width - Left - Right) / classes.Length;
        var bar = group / (reports.Count + 1);
        for (var c = 0; c < classes.Length; c++)
        {
            for (var i = 0; i < reports.Count; i++)
            {
                var times = reports[i].Report.Times[classes[c]];
                var x = Left + (c * group) + ((i + 0.5) * bar);
                Bar(svg, x, bar * 0.8, Part(times.Wait95), Text($"fill='none' stroke='{Colours[i]}'"));
                Bar(svg, x, bar * 0.8, Part(times.WaitMedian), Text($"fill='{Colours[i]}'"));
            }

            Label(svg, Left + ((c + 0.5) * group), Height - Bottom + 18, "middle", classes[c].ToString());
        }

        foreach (var (seconds, name) in (ReadOnlySpan<(double, string)>)
            [(1, "1 s"), (10, "10 s"), (60, "1 min"), (600, "10 min"), (3_600, "1 h"), (36_000, "10 h")])
        {
            if (seconds <= most) Label(svg, Left - 8, Y(Part(seconds)) + 4, "end", name);
        }

        return End(svg, reports);
    }

    private static double X(double part) => Left + (part * (Width - Left - Right));

    private static double Y(double part) => Height - Bottom - (part * (Height - Top - Bottom));

    private static void Bar(StringBuilder svg, double x, double width, double part, string style)
    {
        if (double.IsNaN(part)) return;
        var height = Math.Max(1, Height - Bottom - Y(part));
        svg.AppendLine(Text(
            $"<rect x='{x:F1}' y='{Y(part):F1}' width='{width:F1}' height='{height:F1}' {style}/>"));
    }

    private static StringBuilder Begin(string title)
    {
        var svg = new StringBuilder();
        svg.AppendLine(Text($"<svg xmlns='http://www.w3.org/2000/svg' width='{Width}' height='{Height}'>"));
        svg.AppendLine("<style>text{font:12px sans-serif;fill:#343a40}</style>");
        svg.AppendLine("<rect width='100%' height='100%' fill='#fff'/>");
        var floor = Height - Bottom;
        svg.AppendLine(Text(
            $"<line x1='{Left}' y1='{floor}' x2='{Width - Right}' y2='{floor}' stroke='#adb5bd'/>"));
        Label(svg, Left, 16, "start", title);
        return svg;
    }

    private static string End(StringBuilder svg, IReadOnlyList<(string Name, ReplayReport Report)> reports)
    {
        for (var i = 0; i < reports.Count; i++)
        {
            svg.AppendLine(Text($"<rect x='{Left + (i * 200)}' y='23' width='10' height='10' fill='{Colours[i]}'/>"));
            Label(svg, Left + 15 + (i * 200), 32, "start", reports[i].Name);
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static void Label(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.AppendLine(Text($"<text x='{x:F1}' y='{y:F1}' text-anchor='{anchor}'>{text}</text>"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
