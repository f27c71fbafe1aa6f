using System.Globalization;
using System.Text;
using System.Text.Json;
using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Api.Capacity;

/// <summary>
/// Telemetry in Prometheus' text format. Where Triton has a metric for the same thing its name is used, so that its
/// dashboards show something; the rest begins with <c>framemill_</c>.
/// </summary>
internal static class PrometheusText
{
    private const double MicrosecondsPerSecond = 1_000_000;

    public static string Of(IReadOnlyList<PoolTelemetry> pools)
    {
        var text = new StringBuilder();
        Devices(text, pools);
        Health(text, pools);
        Readings(text, pools);
        Classes(text, pools);
        Pools(text, pools);
        return text.ToString();
    }

    private static void Devices(StringBuilder text, IReadOnlyList<PoolTelemetry> pools)
    {
        (string Name, string Type, string Help, Func<DeviceTelemetry, double> Value)[] all =
        [
            ("framemill_device_slots_used_ratio", "gauge", "Part of the device's lane slots in use, 0 to 1",
                d => d.LaneSlots == 0 ? 0 : (double)d.LanesHeld / d.LaneSlots),
            ("framemill_device_memory_bytes", "gauge", "Memory that work may book", d => d.MemoryBytes),
            ("framemill_device_memory_booked_bytes", "gauge", "Memory booked by work and the models it needs",
                d => d.MemoryHeldBytes),
            ("framemill_device_busy_seconds_total", "counter", "Slot seconds with work", d => d.BusySeconds),
            ("framemill_device_loading_seconds_total", "counter", "Part of the busy ones spent loading models",
                d => d.LoadingSeconds),
            ("framemill_device_blocked_seconds_total", "counter", "Slot seconds free while memory was missing",
                d => d.BlockedSeconds),
            ("framemill_device_idle_seconds_total", "counter", "Slot seconds with nothing to do", d => d.IdleSeconds),
            ("framemill_device_speed_ratio", "gauge", "Speed compared with its fellows", d => d.Speed),
            ("framemill_device_working", "gauge", "1 while the device takes work", d => d.State == "working" ? 1 : 0),
        ];
        foreach (var (name, type, help, value) in all)
        {
            Head(text, name, type, help);
            foreach (var pool in pools)
            {
                foreach (var device in pool.Devices)
                    Line(text, name, value(device), ("pool", pool.Pool), ("gpu_uuid", device.Id));
            }
        }
    }

    /// <summary>One line a device: the sum over a label is the number of devices that are so.</summary>
    private static void Health(StringBuilder text, IReadOnlyList<PoolTelemetry> pools)
    {
        const string Name = "framemill_device_health";
        Head(text, Name, "gauge", "1 for each device, with how well it is and what that comes from");
        foreach (var pool in pools)
        {
            foreach (var device in pool.Devices)
            {
                Line(text, Name, 1, ("pool", pool.Pool), ("gpu_uuid", device.Id),
                    ("health", Lower(device.Health)), ("cause", Lower(device.Cause)));
            }
        }
    }

    /// <summary>What devices and cards tell of themselves; what one does not tell has no line.</summary>
    private static void Readings(StringBuilder text, IReadOnlyList<PoolTelemetry> pools)
    {
        (string Name, string Type, string Help, Func<DeviceReading, double?> Value)[] all =
        [
            ("nv_gpu_utilization", "gauge", "Part of the last moments in which it computed, 0 to 1",
                r => r.Utilization),
            ("nv_gpu_memory_total_bytes", "gauge", "Its memory", r => r.MemoryTotalBytes),
            ("nv_gpu_memory_used_bytes", "gauge", "Its memory that is in use, by whomever", r => r.MemoryUsedBytes),
            ("nv_gpu_power_usage", "gauge", "Power that it takes, in watts", r => r.Watts),
            ("nv_gpu_power_limit", "gauge", "Power that it may take, in watts", r => r.WattsMax),
            ("nv_energy_consumption", "counter", "Joules taken since its driver was loaded", r => r.Joules),
            ("framemill_device_temperature_celsius", "gauge", "Its temperature", r => r.Celsius),
            ("framemill_device_clock_hertz", "gauge", "Its clock", r => r.Megahertz * 1e6),
            ("framemill_device_clock_max_hertz", "gauge", "Its clock at most", r => r.MegahertzMax * 1e6),
            ("framemill_device_slowed_by_heat", "gauge", "1 while it slows itself down for heat",
                r => r.MegahertzMax is null ? null : r.SlowedBy.HasFlag(SlowedBy.Heat) ? 1 : 0),
            ("framemill_device_slowed_by_power", "gauge", "1 while its power supply gives in",
                r => r.MegahertzMax is null ? null : r.SlowedBy.HasFlag(SlowedBy.Power) ? 1 : 0),
            ("framemill_device_memory_errors_corrected_total", "counter", "Bits of its memory that were put right",
                r => r.ErrorsCorrected),
            ("framemill_device_memory_errors_uncorrected_total", "counter", "Bits of its memory that were lost",
                r => r.ErrorsUncorrected),
            ("framemill_device_driver_errors_total", "counter", "Grave errors that its driver told of (Xid)",
                r => r.MegahertzMax is null ? null : r.Xids),
        ];
        foreach (var (name, type, help, value) in all)
        {
            Head(text, name, type, help);
            foreach (var pool in pools)
            {
                foreach (var reading in pool.Devices.SelectMany(d => d.Readings).DistinctBy(r => r.Id))
                {
                    if (value(reading) is { } number)
                        Line(text, name, number, ("pool", pool.Pool), ("gpu_uuid", reading.Id));
                }
            }
        }
    }

    private static string Lower<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static void Classes(StringBuilder text, IReadOnlyList<PoolTelemetry> pools)
    {
        (string Name, string Type, string Help, Func<ClassTelemetry, double> Value)[] all =
        [
            ("nv_inference_pending_request_count", "gauge", "Pieces of work that wait", c => c.WaitingCount),
            ("nv_inference_request_success", "counter", "Pieces of work done", c => c.FinishedCount),
            ("nv_inference_request_failure", "counter", "Pieces of work failed", c => c.FailedCount),
            ("nv_inference_count", "counter", "Pieces of work done", c => c.FinishedCount),
            ("nv_inference_exec_count", "counter", "Executions that were done: each piece of work is one of its own",
                c => c.FinishedCount),
            ("nv_inference_request_duration_us", "counter", "Time that work waited and devices worked on it",
                c => (c.WaitSeconds + c.BusySeconds) * MicrosecondsPerSecond),
            ("nv_inference_queue_duration_us", "counter", "Time that work waited until it started",
                c => c.WaitSeconds * MicrosecondsPerSecond),
            ("nv_inference_compute_infer_duration_us", "counter", "Time that devices worked",
                c => c.BusySeconds * MicrosecondsPerSecond),
            ("framemill_oldest_wait_seconds", "gauge", "Longest that anything waits", c => c.OldestWaitSeconds),
        ];
        foreach (var (name, type, help, value) in all)
        {
            Head(text, name, type, help);
            foreach (var pool in pools)
            {
                foreach (var work in pool.Classes)
                    Line(text, name, value(work), ("pool", pool.Pool), ("model", Name(work.Class)));
            }
        }

        const string Wait = "framemill_wait_seconds";
        Head(text, Wait, "histogram", "Time that work waited until it started");
        foreach (var pool in pools)
        {
            foreach (var work in pool.Classes)
            {
                long sum = 0;
                for (var i = 0; i < work.WaitBuckets.Count; i++)
                {
                    sum += work.WaitBuckets[i];
                    var bound = i < ClassTelemetry.WaitBounds.Count ? Number(ClassTelemetry.WaitBounds[i]) : "+Inf";
                    Line(text, Wait + "_bucket", sum, ("pool", pool.Pool), ("class", Name(work.Class)), ("le", bound));
                }

                Line(text, Wait + "_sum", work.WaitSeconds, ("pool", pool.Pool), ("class", Name(work.Class)));
                Line(text, Wait + "_count", work.StartedCount, ("pool", pool.Pool), ("class", Name(work.Class)));
            }
        }
    }

    private static void Pools(StringBuilder text, IReadOnlyList<PoolTelemetry> pools)
    {
        (string Name, string Help, Func<PoolTelemetry, double> Value)[] all =
        [
            ("framemill_pool_waiting_seconds", "Expected slot seconds of all lanes that wait", p => p.WaitingSeconds),
            ("framemill_pool_devices", "Devices that take work", p => p.Devices.Count(d => d.State == "working")),
            ("framemill_pool_shards", "Grains that share the pool's tenants and devices", p => p.Shards),
            ("framemill_pool_idle_devices", "Devices that take work and have none",
                p => p.Devices.Count(d => d.State == "working" && d.LanesHeld + d.StepsHeld == 0)),
        ];
        foreach (var (name, help, value) in all)
        {
            Head(text, name, "gauge", help);
            foreach (var pool in pools) Line(text, name, value(pool), ("pool", pool.Pool));
        }

        const string Wanted = "framemill_pool_slots_wanted";
        Head(text, Wanted, "gauge", "Lane slots to add, or below zero to take away, with the reason");
        foreach (var pool in pools) Line(text, Wanted, pool.SlotsWanted, ("pool", pool.Pool), ("reason", Reason(pool)));
    }

    /// <summary>In stable words: a label with numbers in it would be a new series at each look.</summary>
    private static string Reason(PoolTelemetry pool) => pool.SlotsWanted switch
    {
        > 0 => "waits_too_long",
        < 0 => "more_free_than_spare",
        _ => pool.WaitingSeconds > 0 ? "waits_within_target" : "nothing_waits",
    };

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Line(
        StringBuilder text, string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        text.Append(name).Append('{');
        for (var i = 0; i < labels.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(labels[i].Name).Append("=\"").Append(Escaped(labels[i].Value)).Append('"');
        }

        text.Append("} ").Append(Number(value)).Append('\n');
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Name(WorkClass workClass) => workClass switch
    {
        WorkClass.Interactive => "interactive",
        WorkClass.Batch => "batch",
        _ => "standard",
    };
}
