using System.Globalization;
using System.Runtime.CompilerServices;
using Framemill.Storage.Sqlite;
using Orleans.Runtime;
using Orleans.Storage;

namespace Framemill.Storage.Grains;

/// <summary>
/// Grain state in SQLite: durable when the write's task completes, one version number a write as its etag, checked
/// inside the transaction.
/// </summary>
internal sealed class SqliteGrainStorage(string name, SqliteStorageOptions options, SqliteDatabases databases)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private const string ReadSql =
        "SELECT version, schema, content FROM grain_state WHERE store = $0 AND grain = $1 AND state = $2";

    private const string VersionSql =
        "SELECT version FROM grain_state WHERE store = $0 AND grain = $1 AND state = $2";

    private const string AddSql =
        """
        INSERT INTO grain_state (store, grain, state, version, schema, content) VALUES ($0, $1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        """;

    private const string ChangeSql =
        """
        UPDATE grain_state SET version = $3, schema = $4, content = $5
        WHERE store = $0 AND grain = $1 AND state = $2 AND version = $6
        """;

    private const string ClearSql =
        "DELETE FROM grain_state WHERE store = $0 AND grain = $1 AND state = $2";

    private SqliteDatabase Database => field ??= databases.Get(options.Path);

    /// <summary>Opened when the silo starts: a bad file is told then, and no turn waits for it.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        $"{nameof(SqliteGrainStorage)}-{name}",
        ServiceLifecycleStage.ApplicationServices,
        cancellationToken => Task.Run(() => _ = Database, cancellationToken));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var grain = grainId.ToString();
        var row = await Database.ReadAsync(session => Read(session, grain, stateName), cancellationToken)
            .ConfigureAwait(false);
        if (row is null)
        {
            Reset(grainState);
            return;
        }

        grainState.State = Deserialize<T>(row, stateName, grainId);
        grainState.ETag = row.Version;
        grainState.RecordExists = true;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        // Serialized here and now: the grain may change its state while the write waits for the writer.
        var content = options.GrainStorageSerializer.Serialize(grainState.State).ToMemory();
        if (content.Length > options.StateBytesMax)
        {
            throw new OrleansException(
                $"The state '{stateName}' of {grainId} has {content.Length} bytes, more than {options.StateBytesMax}.");
        }

        var grain = grainId.ToString();
        var bytes = Exact(content);
        var expected = grainState.ETag;
        grainState.ETag = await Database.CommitOneAsync(
            session => Write(session, grain, stateName, expected, bytes), cancellationToken).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var grain = grainId.ToString();
        var expected = grainState.ETag;
        await Database.CommitAsync(session => Clear(session, grain, stateName, expected), cancellationToken)
            .ConfigureAwait(false);
        Reset(grainState);
    }

    private Row? Read(SqliteSession session, string grain, string stateName) => session.First(
        ReadSql, static row => new Row(AsEtag(row.Int64(0)), row.Int32(1), row.Bytes(2)), name, grain, stateName);

    private string Write(SqliteSession session, string grain, string stateName, string? expected, byte[] content)
    {
        var version = session.NextVersion();
        var written = expected is null
            ? session.Execute(AddSql, name, grain, stateName, version, options.Schema, content)
            : long.TryParse(expected, CultureInfo.InvariantCulture, out var known)
                ? session.Execute(ChangeSql, name, grain, stateName, version, options.Schema, content, known)
                : 0;
        if (written == 0) throw Changed(session, grain, stateName, expected);
        return AsEtag(version);
    }

    private int Clear(SqliteSession session, string grain, string stateName, string? expected)
    {
        Expect(session, grain, stateName, expected);
        return session.Execute(ClearSql, name, grain, stateName);
    }

    private void Expect(SqliteSession session, string grain, string stateName, string? expected)
    {
        if (StoredEtag(session, grain, stateName) != expected) throw Changed(session, grain, stateName, expected);
    }

    private InconsistentStateException Changed(
        SqliteSession session, string grain, string stateName, string? expected) => new(
        $"The state '{stateName}' of {grain} was changed by someone else since it was read.",
        StoredEtag(session, grain, stateName),
        expected);

    private string? StoredEtag(SqliteSession session, string grain, string stateName) =>
        session.Scalar(VersionSql, name, grain, stateName) is long version ? AsEtag(version) : null;

    private T Deserialize<T>(Row row, string stateName, GrainId grainId)
    {
        if (row.Schema > options.Schema)
        {
            throw new OrleansException(
                $"The state '{stateName}' of {grainId} was written with schema {row.Schema}, this program knows "
                + $"{options.Schema}: it was written by a newer version.");
        }

        var content = BinaryData.FromBytes(row.Content);
        if (row.Schema < options.Schema && options.Upgrade is { } upgrade)
        {
            content = upgrade(new StoredState(stateName, typeof(T), row.Schema, content));
        }

        return options.GrainStorageSerializer.Deserialize<T>(content)!;
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = FreshState<T>.Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static byte[] Exact(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var segment)
        && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : content.ToArray();

    private static string AsEtag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private sealed record Row(string Version, int Schema, byte[] Content);

    /// <summary>A state that was never written: made by its constructor, or blank when it has none.</summary>
    private static class FreshState<T>
    {
        private static readonly bool s_hasConstructor =
            typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null;

        public static T Create()
        {
            if (s_hasConstructor) return Activator.CreateInstance<T>();
            return typeof(T).IsAbstract || typeof(T) == typeof(string)
                ? default!
                : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        }
    }
}
