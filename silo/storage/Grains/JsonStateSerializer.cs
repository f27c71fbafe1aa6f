using System.Text.Json;
using Orleans.Storage;

namespace Framemill.Storage.Grains;

/// <summary>Grain state as JSON, readable in the database by a person and free of CLR names.</summary>
public sealed class JsonStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) =>
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

    public T? Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input.ToMemory().Span, StateJson.Options);
}
