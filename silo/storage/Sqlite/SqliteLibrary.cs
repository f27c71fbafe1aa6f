using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Framemill.Storage.Sqlite;

/// <summary>Binds the managed provider to the system's SQLite.</summary>
internal static class SqliteLibrary
{
    private const string ImportedName = "e_sqlite3";
    private const string SystemName = "libsqlite3.so.0";

    private static readonly Lazy<bool> s_loaded = new(Load);

    public static void EnsureLoaded() => _ = s_loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.FreezeProvider();
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (name != ImportedName) return 0;
        return NativeLibrary.TryLoad(SystemName, assembly, paths, out var handle)
            ? handle
            : throw new DllNotFoundException($"{SystemName} is missing: install the package libsqlite3-0.");
    }
}
