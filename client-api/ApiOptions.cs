using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Api;

/// <summary>Settings of the HTTP door. Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>API key to tenant. Empty: any key is taken, and the server listens on loopback only.</summary>
    public Dictionary<string, string> Keys { get; set; } = [];

    /// <summary>Longest edit that is read. Default: 4 MiB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int EditBytesMax { get; set; } = 4 * 1024 * 1024;

    /// <summary>How often a silent event stream is kept alive. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan EventKeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Event streams open at once. Default: 5,000.</summary>
    [Range(1, 1_000_000)]
    public int EventStreamsMax { get; set; } = 5_000;
}

[OptionsValidator]
public sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
