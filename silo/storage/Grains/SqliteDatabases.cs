using Framemill.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace Framemill.Storage.Grains;

/// <summary>The SQLite files of this host, each opened once however many storages share it.</summary>
internal sealed class SqliteDatabases(IOptions<SqliteDatabaseOptions> options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SqliteDatabase> _open = new(StringComparer.Ordinal);

    public SqliteDatabase Get(string path)
    {
        var fullPath = Path.GetFullPath(path);
        lock (_lock)
        {
            if (!_open.TryGetValue(fullPath, out var database))
            {
                _open.Add(fullPath, database = SqliteDatabase.Open(fullPath, options.Value));
            }

            return database;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var database in _open.Values) database.Dispose();
            _open.Clear();
        }
    }
}
