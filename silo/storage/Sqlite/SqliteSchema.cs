using System.Globalization;

namespace Framemill.Storage.Sqlite;

/// <summary>The tables, and how an older file becomes a current one: a step a version, never changed later.</summary>
internal static class SqliteSchema
{
    private static readonly string[] s_steps =
    [
        """
        CREATE TABLE versions (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO versions (name, value) VALUES ('etag', 0);
        CREATE TABLE grain_state (
            store TEXT NOT NULL,
            grain TEXT NOT NULL,
            state TEXT NOT NULL,
            version INTEGER NOT NULL,
            schema INTEGER NOT NULL,
            content BLOB,
            PRIMARY KEY (store, grain, state)) WITHOUT ROWID;
        CREATE TABLE reminders (
            service TEXT NOT NULL,
            grain TEXT NOT NULL,
            name TEXT NOT NULL,
            hash INTEGER NOT NULL,
            start_ticks INTEGER NOT NULL,
            period_ticks INTEGER NOT NULL,
            version INTEGER NOT NULL,
            PRIMARY KEY (service, grain, name)) WITHOUT ROWID;
        CREATE INDEX reminders_by_hash ON reminders (service, hash);
        """,
    ];

    /// <summary>Never the same twice in one file, so a state that was deleted and made again has a new etag.</summary>
    public const string TakeVersions =
        "UPDATE versions SET value = value + $0 WHERE name = 'etag' RETURNING value";

    public static void Migrate(SqliteSession session)
    {
        session.RunOnce("BEGIN IMMEDIATE");
        try
        {
            var version = Convert.ToInt32(session.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
            if (version > s_steps.Length)
            {
                throw new InvalidDataException(
                    $"The state file has format {version}; this program reads formats up to {s_steps.Length}.");
            }

            for (var step = version; step < s_steps.Length; step++) session.RunOnce(s_steps[step]);
            session.RunOnce($"PRAGMA user_version = {s_steps.Length.ToString(CultureInfo.InvariantCulture)}");
            session.RunOnce("COMMIT");
        }
        catch
        {
            session.RunOnce("ROLLBACK");
            throw;
        }
    }
}
