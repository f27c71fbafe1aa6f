namespace Framemill.Reports;

/// <summary>
/// Hands a report over until it is taken. Reports are idempotent, so a call whose outcome is unknown is made again. The
/// only place where calls between grains are repeated.
/// </summary>
internal static class Delivery
{
    public static async Task DeliverAsync(
        Func<Task> report, int attemptsMax, TimeSpan againAfter, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await report();
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException && attempt < attemptsMax)
            {
                await Task.Delay(againAfter, time, cancellationToken);
            }
        }
    }
}
