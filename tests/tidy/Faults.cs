namespace Framemill.Tests.Tidy;

internal static class Faults
{
    /// <summary>Fails with every fault on a line of its own, so that one run tells all.</summary>
    public static void None(IEnumerable<string?> faults)
    {
        var all = faults.Distinct().ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} fault(s):\n{string.Join('\n', all)}");
    }
}
