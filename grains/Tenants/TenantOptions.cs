using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Tenants;

/// <summary>What a tenant may keep. Section <c>Tenants</c>.</summary>
public sealed class TenantOptions
{
    public const string Section = "Tenants";

    /// <summary>Templates of one tenant, and sources of one tenant. Default: 2,000 of each.</summary>
    [Range(1, 100_000)]
    public int CatalogueEntriesMax { get; set; } = 2_000;

    /// <summary>Longest time that fetching, speaking or converting an asset may take. Default: 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AssetTimeMax { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Attempts to tell a user's server of an asset's end. Default: 5.</summary>
    [Range(1, 100)]
    public int AssetCallbackAttemptsMax { get; set; } = 5;

    /// <summary>Wait before the second of those attempts; doubled for each further one. Default: 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan AssetCallbackRetryAfter { get; set; } = TimeSpan.FromSeconds(2);
}

[OptionsValidator]
public sealed partial class TenantOptionsValidator : IValidateOptions<TenantOptions>;
