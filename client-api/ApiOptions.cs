using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Api;

/// <summary>Settings of the HTTP door. Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>API key to tenant. Empty: any key is taken, and the server listens on loopback only.</summary>
    public Dictionary<string, string> Keys { get; set; } = [];

    /// <summary>
    /// Tenants whose keys may drain devices; without keys everybody may. Default: <c>operator</c>.
    /// </summary>
    public string[] OperatorTenants { get; set; } = ["operator"];

    /// <summary>Longest edit that is read. Default: 4 MiB.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int EditBytesMax { get; set; } = 4 * 1024 * 1024;

    /// <summary>Requests to the Edit and Create APIs in one window, by key; 0 for any number. Default: 300.</summary>
    [Range(0, 10_000_000)]
    public int EditRequestsMax { get; set; } = 300;

    /// <summary>The same under the name of the sandbox. Default: 150.</summary>
    [Range(0, 10_000_000)]
    public int EditSandboxRequestsMax { get; set; } = 150;

    /// <summary>Requests to the Serve API in one window, by key; 0 for any number. Default: 600.</summary>
    [Range(0, 10_000_000)]
    public int ServeRequestsMax { get; set; } = 600;

    /// <summary>The same under the name of the sandbox. Default: 300.</summary>
    [Range(0, 10_000_000)]
    public int ServeSandboxRequestsMax { get; set; } = 300;

    /// <summary>Requests to the Ingest API in one window, by key; 0 for any number. Default: 300.</summary>
    [Range(0, 10_000_000)]
    public int IngestRequestsMax { get; set; } = 300;

    /// <summary>The same under the name of the sandbox. Default: 120.</summary>
    [Range(0, 10_000_000)]
    public int IngestSandboxRequestsMax { get; set; } = 120;

    /// <summary>How long a window is. Default: 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RequestWindow { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Requests are counted also where no keys are configured. Default: false.</summary>
    public bool LimitWithoutKeys { get; set; }

    /// <summary>Bytes of the largest upload. Default: 5 GB.</summary>
    [Range(1L, 1L << 44)]
    public long UploadBytesMax { get; set; } = 5_000_000_000;

    /// <summary>How long the address of an upload is good for. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan UploadLinkLasts { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Signs the addresses of uploads; servers of one cluster share it. Default: made at the start of the server.
    /// </summary>
    public string UploadSecret { get; set; } = "";

    /// <summary>How often a silent event stream is kept alive. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan EventKeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Event streams open at once. Default: 5,000.</summary>
    [Range(1, 1_000_000)]
    public int EventStreamsMax { get; set; } = 5_000;
}

[OptionsValidator]
public sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
