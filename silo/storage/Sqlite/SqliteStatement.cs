using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Framemill.Storage.Sqlite;

/// <summary>
/// A prepared statement that is bound and run as it is, for what runs many times a second: no command, no reader.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int TextBytesMax = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    /// <param name="values">How many values it takes, numbered as <c>$0</c>, <c>$1</c>, ….</param>
    public SqliteStatement(sqlite3 database, string sql, int values)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = new int[values];
        for (var i = 0; i < values; i++) _places[i] = raw.sqlite3_bind_parameter_index(_statement, "$" + i);
    }

    /// <summary>How many rows it changed.</summary>
    public int Execute(ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            Step();
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>What is read of the first row; the default when there is none.</summary>
    public T? First<T>(ReadOnlySpan<object?> values, Func<SqliteRow, T> read)
    {
        Bind(values);
        try
        {
            return Step() ? read(new SqliteRow(_statement)) : default;
        }
        finally
        {
            Release();
        }
    }

    public void Dispose() => _statement.Dispose();

    /// <summary>True when there is a row.</summary>
    private bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(code);
        return code == raw.SQLITE_ROW;
    }

    private void Release()
    {
        raw.sqlite3_reset(_statement); // Says once more what the step said.
        raw.sqlite3_clear_bindings(_statement);
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var place = _places[i];
            if (place > 0) Check(Bind(place, values[i]));
        }
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int(_statement, place, number),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new NotSupportedException($"{value.GetType()} is no value of a statement."),
    };

    private int BindText(int place, string text)
    {
        var most = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > TextBytesMax) return raw.sqlite3_bind_text(_statement, place, text);
        Span<byte> bytes = stackalloc byte[TextBytesMax];
        var count = System.Text.Encoding.UTF8.GetBytes(text, bytes);
        return raw.sqlite3_bind_text(_statement, place, bytes[..count]);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _database);
    }
}

/// <summary>The row that a statement stands at.</summary>
internal readonly struct SqliteRow(sqlite3_stmt statement)
{
    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(statement, column);

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();
}
