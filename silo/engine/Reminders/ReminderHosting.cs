using Framemill.Engine.Clusters;
using Framemill.Engine.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting
{
    public static class SiloBuilderReminderExtensions
    {
        /// <summary>Adds reminders; the table is whatever <see cref="IReminderTable"/> is registered.</summary>
        public static ISiloBuilder AddReminders(this ISiloBuilder builder)
        {
            builder.Services.AddReminders();
            return builder;
        }

        public static void AddReminders(this IServiceCollection services)
        {
            if (services.Any(service => service.ServiceType == typeof(ReminderClock))) return;

            services.AddOptions<ReminderOptions>()
                .Validate(options => options.MinimumReminderPeriod >= TimeSpan.Zero, "MinimumReminderPeriod < 0")
                .Validate(
                    options => options.RefreshReminderListPeriod > TimeSpan.Zero, "RefreshReminderListPeriod <= 0");
            services.AddSingleton(provider => provider.GetRequiredService<Cluster>().GetShared(
                nameof(ReminderClock),
                () => new ReminderClock(
                    provider.GetService<TimeProvider>() ?? TimeProvider.System,
                    provider.GetRequiredService<IOptions<ReminderOptions>>().Value,
                    provider.GetRequiredService<ILogger<ReminderClock>>())));
            services.AddSingleton<IReminderRegistry, ReminderRegistry>();
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ReminderSilo>();
        }
    }

    public static class SiloBuilderReminderMemoryExtensions
    {
        public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
        {
            builder.AddReminders();
            builder.Services.TryAddSingleton<IReminderTable, MemoryReminderTable>();
            return builder;
        }
    }
}

namespace Framemill.Engine.Reminders
{
    /// <summary>One silo's part: it starts the table, lends itself to the clock and takes itself back.</summary>
    internal sealed class ReminderSilo(ReminderClock clock, IServiceProvider services)
        : ILifecycleParticipant<ISiloLifecycle>, IDisposable
    {
        public void Participate(ISiloLifecycle lifecycle)
        {
            lifecycle.Subscribe(nameof(ReminderSilo), ServiceLifecycleStage.ApplicationServices, StartTableAsync);
            lifecycle.Subscribe(nameof(ReminderSilo), ServiceLifecycleStage.Active, JoinAsync, LeaveAsync);
        }

        // A silo that is killed is never asked to stop, but its services end all the same.
        public void Dispose() => clock.Leave(services);

        private Task StartTableAsync(CancellationToken cancellationToken) =>
            services.GetService<IReminderTable>()?.StartAsync(cancellationToken) ?? Task.CompletedTask;

        private Task JoinAsync(CancellationToken cancellationToken)
        {
            if (services.GetService<IReminderTable>() is not null) clock.Join(services);
            return Task.CompletedTask;
        }

        private Task LeaveAsync(CancellationToken cancellationToken)
        {
            clock.Leave(services);
            return services.GetService<IReminderTable>()?.StopAsync(cancellationToken) ?? Task.CompletedTask;
        }
    }
}
