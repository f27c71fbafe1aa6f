using Framemill.Devices;
using Framemill.Gpu;
using Microsoft.Extensions.Logging;

namespace Framemill.Silo.Readings;

/// <summary>What the devices of this machine tell of themselves: its processor, then its cards.</summary>
internal sealed partial class DeviceReadings : IDisposable
{
    private readonly ProcessorReader _processor = new("/");
    private readonly IReadOnlyList<GpuCard> _cards;
    private readonly CardWatch? _watch;

    public DeviceReadings(ILogger<DeviceReadings> logger)
    {
        _cards = GpuSurvey.Run() is GpuSurvey.Found found ? found.Cards : [];
        if (_cards.Count == 0) return;
        _watch = CardWatch.TryOpen(out var reason);
        if (_watch is null) LogUnwatched(logger, _cards.Count, reason);
    }

    /// <param name="deviceKey">Of the device that computes on the processor.</param>
    public IReadOnlyList<DeviceReading> Read(string deviceKey) =>
        new[] { _processor.Read(deviceKey) }.Concat(_cards.Select(Read)).ToArray();

    public void Dispose() => _watch?.Dispose();

    private DeviceReading Read(GpuCard card)
    {
        if (_watch is null) return new DeviceReading { Id = card.Uuid, Name = card.Name };
        try
        {
            return CardReading.Of(card, _watch.Read(card));
        }
        catch (Exception fault) when (fault is Framemill.Gpu.Native.NvmlException or EntryPointNotFoundException)
        {
            return new DeviceReading { Id = card.Uuid, Name = card.Name, Fault = fault.Message };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Cards} cards cannot be watched: {Reason}")]
    private static partial void LogUnwatched(ILogger logger, int cards, string? reason);
}
