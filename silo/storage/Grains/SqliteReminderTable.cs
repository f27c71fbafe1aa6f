using System.Globalization;
using Framemill.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Storage.Grains;

/// <summary>Reminders in SQLite, so that they outlive the process.</summary>
internal sealed class SqliteReminderTable(IOptions<SqliteReminderOptions> options, SqliteDatabases databases)
    : IReminderTable
{
    private const string Columns = "SELECT grain, name, start_ticks, period_ticks, version FROM reminders";
    private const string OfGrainSql = Columns + " WHERE service = $0 AND grain = $1";
    private const string OneSql = Columns + " WHERE service = $0 AND grain = $1 AND name = $2";
    private const string InsideSql = Columns + " WHERE service = $0 AND hash > $1 AND hash <= $2";
    private const string AroundSql = Columns + " WHERE service = $0 AND (hash > $1 OR hash <= $2)";

    private const string UpsertSql =
        """
        INSERT INTO reminders (service, grain, name, hash, start_ticks, period_ticks, version)
        VALUES ($0, $1, $2, $3, $4, $5, $6)
        ON CONFLICT DO UPDATE SET hash = excluded.hash, start_ticks = excluded.start_ticks,
            period_ticks = excluded.period_ticks, version = excluded.version
        """;

    private const string RemoveSql =
        "DELETE FROM reminders WHERE service = $0 AND grain = $1 AND name = $2 AND version = $3";

    private readonly string _service = options.Value.Service;

    private SqliteDatabase Database => field ??= databases.Get(options.Value.Path);

    public Task StartAsync(CancellationToken cancellationToken = default) =>
        Task.Run(() => _ = Database, cancellationToken);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadAsync(OfGrainSql, _service, grainId.ToString());

    /// <summary>The reminders whose grain's hash lies on the ring after the begin, up to the end.</summary>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        ReadAsync(begin < end ? InsideSql : AroundSql, _service, (long)begin, (long)end);

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var found = await ReadAsync(OneSql, _service, grainId.ToString(), reminderName);
        return found.Reminders.Count > 0 ? found.Reminders[0] : null;
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var grain = entry.GrainId.ToString();
        long hash = entry.GrainId.GetUniformHashCode();
        var (name, start, period) = (entry.ReminderName, entry.StartAt.Ticks, entry.Period.Ticks);
        var version = await Database.CommitAsync(
            session =>
            {
                var next = session.NextVersion();
                session.Execute(UpsertSql, _service, grain, name, hash, start, period, next);
                return next;
            },
            CancellationToken.None);
        return entry.ETag = version.ToString(CultureInfo.InvariantCulture);
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        if (!long.TryParse(eTag, CultureInfo.InvariantCulture, out var version)) return false;

        var grain = grainId.ToString();
        var removed = await Database.CommitAsync(
            session => session.Execute(RemoveSql, _service, grain, reminderName, version), CancellationToken.None);
        return removed > 0;
    }

    public Task TestOnlyClearTable() => Database.CommitAsync(
        session => session.Execute("DELETE FROM reminders WHERE service = $0", _service), CancellationToken.None);

    private Task<ReminderTableData> ReadAsync(string sql, params object?[] values) => Database.ReadAsync(
        session =>
        {
            var entries = new List<ReminderEntry>();
            using var rows = session.Query(sql, values);
            while (rows.Read()) entries.Add(Entry(rows));
            return new ReminderTableData(entries);
        },
        CancellationToken.None);

    private static ReminderEntry Entry(SqliteDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(0)),
        ReminderName = row.GetString(1),
        StartAt = new DateTime(row.GetInt64(2), DateTimeKind.Utc),
        Period = new TimeSpan(row.GetInt64(3)),
        ETag = row.GetInt64(4).ToString(CultureInfo.InvariantCulture),
    };
}
