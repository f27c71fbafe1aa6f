using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Capacity;

/// <summary>Which pools the door tells of. Section <c>Pools</c>.</summary>
public sealed class PoolsOptions
{
    public const string Section = "Pools";

    /// <summary>Names of the pools, the usual one first. Default: cpu.</summary>
    [Required, MinLength(1)]
    public string[] Names { get; set; } = ["cpu"];
}

[OptionsValidator]
public sealed partial class PoolsOptionsValidator : IValidateOptions<PoolsOptions>;
