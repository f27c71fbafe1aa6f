using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Framemill.Storage.Sqlite;

/// <summary>
/// One connection and its prepared statements, used by one thread at a time. Statements are kept by their text, so
/// the text must be constant and values must be parameters.
/// </summary>
public sealed class SqliteSession : IDisposable
{
    private const int VersionsTaken = 1_024;

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private long _nextVersion;
    private long _versionsEnd;

    internal SqliteSession(SqliteConnection connection) => Connection = connection;

    internal SqliteConnection Connection { get; }

    /// <summary>How many rows the statement changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) =>
        Statement(sql, values.Length).Execute(values);

    /// <summary>What is read of the first row; the default when there is none.</summary>
    internal T? First<T>(string sql, Func<SqliteRow, T> read, params ReadOnlySpan<object?> values) =>
        Statement(sql, values.Length).First(values, read);

    /// <summary>The rows, while they are read one by one; values are numbered as <c>$0</c>, <c>$1</c>, ….</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) =>
        Prepare(sql, values).ExecuteReader();

    /// <summary>The first column of the first row, or null when there is no row.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar();

    /// <summary>A number that no write to this file was given before.</summary>
    internal long NextVersion()
    {
        if (_nextVersion < _versionsEnd) return _nextVersion++;
        return TakeVersions(1);
    }

    /// <summary>
    /// Takes numbers for the writes of a transaction, many at a time, outside of what one of them may undo.
    /// </summary>
    internal void ReserveVersions(int count)
    {
        if (_versionsEnd - _nextVersion >= count) return;
        var taken = Math.Max(count, VersionsTaken);
        _nextVersion = TakeVersions(taken);
        _versionsEnd = _nextVersion + taken;
    }

    /// <summary>The transaction that took them was undone: the file knows nothing of them.</summary>
    internal void ForgetVersions() => _nextVersion = _versionsEnd = 0;

    /// <summary>One or more statements that are not kept.</summary>
    internal void RunOnce(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        foreach (var statement in _statements.Values) statement.Dispose();
        Connection.Dispose();
    }

    private long TakeVersions(int count) =>
        Convert.ToInt64(Scalar(SqliteSchema.TakeVersions, count), CultureInfo.InvariantCulture) - count + 1;

    private SqliteStatement Statement(string sql, int values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new SqliteStatement(Connection.Handle!, sql, values));
        return statement;
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i });
            }

            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
