using System.ComponentModel.DataAnnotations;

namespace Framemill.Storage.Objects;

/// <summary>Settings of the object store on disk. Section <c>Objects</c>.</summary>
public sealed class DiskObjectStoreOptions
{
    public const string Section = "Objects";

    /// <summary>Largest single object. Default: 64 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long ObjectBytesMax { get; set; } = 64L << 30;

    /// <summary>All objects together; a write beyond it fails and leaves nothing behind. Default: no limit.</summary>
    [Range(1, long.MaxValue)]
    public long TotalBytesMax { get; set; } = long.MaxValue;

    /// <summary>Bytes moved at once when a stream is stored. Default: 256 KiB.</summary>
    [Range(4096, 16 << 20)]
    public int CopyBufferBytes { get; set; } = 256 << 10;
}
