using Framemill.Devices;
using Framemill.Silo.Readings;
using Framemill.Testing;

namespace Framemill.Tests.Unit.Devices;

public sealed class ProcessorReaderTests : IDisposable
{
    private readonly TempFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Read_WhatLinuxTells_IsRead()
    {
        Write("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some Processor @ 3 GHz\n");
        Write("proc/meminfo", "MemTotal:       1000 kB\nMemFree:          50 kB\nMemAvailable:    400 kB\n");
        Write("proc/stat", "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
        Write("sys/class/hwmon/hwmon0/name", "acpitz\n");
        Write("sys/class/hwmon/hwmon0/temp1_input", "99000\n");
        Write("sys/class/hwmon/hwmon1/name", "coretemp\n");
        Write("sys/class/hwmon/hwmon1/temp1_input", "55000\n");
        Write("sys/class/hwmon/hwmon1/temp2_input", "61000\n");
        Write("sys/class/hwmon/hwmon1/temp2_max", "84000\n");
        Write("sys/class/hwmon/hwmon1/temp2_crit", "100000\n");
        var reader = new ProcessorReader(_root.Path);

        var first = reader.Read("silo/cpu0");
        Assert.Equal(("silo/cpu0", "Some Processor @ 3 GHz"), (first.Id, first.Name));
        Assert.Equal((1_024_000, 614_400), (first.MemoryTotalBytes, first.MemoryUsedBytes));
        Assert.Equal((61, 84, 100), (first.Celsius, first.CelsiusSlow, first.CelsiusStop));
        Assert.Null(first.Utilization);

        Write("proc/stat", "cpu  160 0 115 720 105 0 0 0 0 0\n");
        Assert.Equal(0.75, reader.Read("silo/cpu0").Utilization);
    }

    /// <summary>Nothing is made up.</summary>
    [Fact]
    public void Read_WhereNothingIsTold_IsEmpty()
    {
        var reading = new ProcessorReader(_root.Path).Read("silo/cpu0");

        Assert.Equal(new DeviceReading { Id = "silo/cpu0", Name = "CPU" }, reading);
    }

    [Fact]
    public void Read_ThisMachine_TellsItsMemory()
    {
        var reading = new ProcessorReader("/").Read("silo/cpu0");

        Assert.InRange(reading.MemoryUsedBytes!.Value, 1, reading.MemoryTotalBytes!.Value);
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root[file])!);
        File.WriteAllText(_root[file], text);
    }
}
