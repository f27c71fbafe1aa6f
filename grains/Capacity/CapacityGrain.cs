using Framemill.Renders;
using Framemill.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Capacity;

/// <summary>
/// The shell around a <see cref="CapacityBook"/>: looks at the pool now and then, and writes each minute.
/// </summary>
[GrainType("capacity")]
public sealed partial class CapacityGrain(
    [PersistentState("minutes", RenderGrain.Storage)] IPersistentState<CapacityRows> minutes,
    [PersistentState("hours", RenderGrain.Storage)] IPersistentState<CapacityRows> hours,
    [PersistentState("demand", RenderGrain.Storage)] IPersistentState<CapacityDemand> demand,
    IOptions<CapacityOptions> options,
    IOptions<SchedulingOptions> scheduling,
    ILogger<CapacityGrain> logger) : Grain, ICapacityGrain, IRemindable
{
    private const string Reminder = "watch";
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);
    private CapacityBook _book = null!;
    private bool _isReminded;
    private bool _isTrusted = true;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _book = new CapacityBook(options.Value, minutes.State, hours.State, demand.State);
        var every = options.Value.SampleEvery;
        this.RegisterGrainTimer(
            SampleAsync, new GrainTimerCreationOptions { DueTime = every, Period = every, KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (_isReminded) return;
        await this.RegisterOrUpdateReminder(Reminder, RemindEvery, RemindEvery);
        _isReminded = true;
    }

    /// <summary>It woke this grain, and that was all it is for.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public Task<IReadOnlyList<CapacityRow>> GetHistoryAsync(CapacityStep step, CancellationToken cancellationToken)
    {
        var rows = step == CapacityStep.Hour ? _book.Hours : _book.Minutes;
        IEnumerable<CapacityRow> all = rows.Running is { } running ? rows.Rows.Append(running) : rows.Rows;
        return Task.FromResult<IReadOnlyList<CapacityRow>>(all.ToArray());
    }

    public async Task<WhatIfAnswer> WhatIfAsync(WhatIf question, CancellationToken cancellationToken)
    {
        var replay = new WhatIfReplay(
            await Pool.GetTelemetryAsync(cancellationToken), _book.Demand, scheduling.Value, options.Value);
        return await Task.Run(() => replay.Answer(question, cancellationToken), cancellationToken);
    }

    /// <summary>The last minute would be lost else.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _isTrusted ? WriteAsync() : Task.CompletedTask;

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_book.Take(await Pool.GetTelemetryAsync(cancellationToken))) await WriteAsync();
        }
        catch (Exception error) when (error is OrleansException or TimeoutException)
        {
            LogSampleLost(error, this.GetPrimaryKeyString());
        }
    }

    private async Task WriteAsync()
    {
        (minutes.State, hours.State, demand.State) = (_book.Minutes, _book.Hours, _book.Demand);
        try
        {
            await minutes.WriteStateAsync();
            await hours.WriteStateAsync();
            await demand.WriteStateAsync();
        }
        catch (Exception error)
        {
            // It may have happened: the next life goes on from what is there.
            LogSampleLost(error, this.GetPrimaryKeyString());
            _isTrusted = false;
            DeactivateOnIdle();
        }
    }

    private IPoolGrain Pool => GrainFactory.GetGrain<IPoolGrain>(this.GetPrimaryKeyString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sample of pool {Pool} is lost")]
    private partial void LogSampleLost(Exception error, string pool);
}
