using System.ComponentModel.DataAnnotations;
using Orleans.Storage;

namespace Framemill.Storage.Grains;

/// <summary>Settings of one named grain storage in a SQLite file.</summary>
public sealed class SqliteStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>The file; several storages and the reminders may share one. Default: <c>state.db</c>.</summary>
    [Required]
    public string Path { get; set; } = "state.db";

    /// <summary>Largest serialized state; what is larger belongs into an object. Default: 4 MiB.</summary>
    [Range(1024, 256 << 20)]
    public int StateBytesMax { get; set; } = 4 << 20;

    /// <summary>Number stored with each state that is written, to be raised when the form of states changes.</summary>
    [Range(1, int.MaxValue)]
    public int Schema { get; set; } = 1;

    /// <summary>
    /// Brings a state that was written with an older <see cref="Schema"/> to the present form, before it is
    /// deserialized. Not set: older states are read as they are.
    /// </summary>
    public Func<StoredState, BinaryData>? Upgrade { get; set; }

    /// <summary>Default: <see cref="JsonStateSerializer"/>.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = new JsonStateSerializer();
}

/// <summary>A state as it lies in the file.</summary>
public sealed record StoredState(string StateName, Type StateType, int Schema, BinaryData Content);
