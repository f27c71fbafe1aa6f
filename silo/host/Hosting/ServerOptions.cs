using System.ComponentModel.DataAnnotations;

namespace Framemill.Silo.Hosting;

/// <summary>Settings of the server process. Section <c>Server</c>.</summary>
internal sealed class ServerOptions
{
    public const string Section = "Server";
    public const string DefaultUrl = "http://127.0.0.1:5380";

    /// <summary>Folder for films and state. Default: <c>framemill</c> in the user's data folder.</summary>
    public string DataDirectory { get; set; } = Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "framemill");

    /// <summary>
    /// How the outside reaches this server, such as <c>https://films.example.com</c>: for URLs in callbacks. Default:
    /// the address that it listens on.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Name of this silo in its cluster; devices are known by it. Default: <c>local</c>.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,62}$")]
    public string SiloName { get; set; } = "local";

    /// <summary>
    /// Make a tiny film at the start and throw it away, so that the first user's film starts fast. Default: true.
    /// </summary>
    public bool Rehearses { get; set; } = true;

    /// <summary>
    /// Lanes that the CPU device renders at one time; each keeps about one core busy. Default: one for each core.
    /// </summary>
    [Range(1, 256)]
    public int LaneSlots { get; set; } = Environment.ProcessorCount;

    /// <summary>Short steps (preparing, sound, assembly) at one time. Default: 4.</summary>
    [Range(1, 256)]
    public int StepSlots { get; set; } = 4;

    /// <summary>Memory that the CPU device may book for lanes and steps. Default: half of the machine's.</summary>
    [Range(64L << 20, 1L << 46)]
    public long DeviceMemoryBytes { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
}
