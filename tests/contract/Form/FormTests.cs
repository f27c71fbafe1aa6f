using Framemill.Media.Edits;
using Framemill.Testing;
using Framemill.Tests.Contract.Generation;

namespace Framemill.Tests.Contract.Form;

/// <summary>
/// Our reader against the vendor's strict schema: what the schema accepts is never refused for its form, what it
/// refuses is never accepted.
/// </summary>
public sealed class FormTests(ITestOutputHelper output)
{
    private const ulong Seed = 20_261_121;
    private const int ValidCount = 2_000;
    private const int ChangedCount = 2_000;

    [Fact]
    public async Task Edits_TheReaderJudgesAsTheSchemaDoes()
    {
        var cancellation = TestContext.Current.CancellationToken;
        output.WriteLine($"seed {Seed}");
        var random = new SeededRandom(Seed);
        var schema = (await VendorSchema.ReadAsync()).Root;
        var values = new SchemaValues(schema, random);
        await using var judge = new SchemaJudge();

        var faults = new List<FormDifference>();
        var (accepted, refused, tried) = (0, 0, 0);
        while (accepted < ValidCount || refused < ChangedCount)
        {
            Assert.True(++tried < 4 * (ValidCount + ChangedCount), $"{accepted} accepted, {refused} refused");
            var json = values.Make(schema, "", "")!.ToJsonString();
            if (tried % 2 == 0) json = EditChanges.Change(json, random);
            var reading = EditReader.Read(json, new());
            var verdict = await judge.JudgeAsync(json, cancellation);
            // A merge field can bring in what does not fit: the filled edit has to hold as well.
            if (verdict.Accepted && reading.MergedJson is { } merged && merged != json)
                verdict = await judge.JudgeAsync(merged, cancellation);
            if (verdict.Accepted) accepted++;
            else refused++;
            if (FormDifference.Between(verdict, reading, json) is { } fault) faults.Add(fault);
        }

        output.WriteLine($"{tried} edits: {accepted} accepted, {refused} refused by the schema");
        var kinds = faults.GroupBy(f => f.Kind).OrderByDescending(g => g.Count())
            .Select(g => $"{g.Count()} times {g.Key}, such as\n    {g.MinBy(f => f.Json.Length)!.Json}");
        Assert.True(faults.Count == 0, $"{faults.Count} of {tried}:\n{string.Join("\n", kinds)}");
    }
}
