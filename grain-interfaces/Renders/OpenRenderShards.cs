namespace Framemill.Renders;

/// <summary>
/// How open renders are spread over <see cref="IOpenRendersGrain"/>s. Changing it orphans what is listed.
/// </summary>
public static class OpenRenderShards
{
    public const int Count = 64;

    private const ulong FnvOffset = 14_695_981_039_346_656_037;
    private const ulong FnvPrime = 1_099_511_628_211;

    /// <summary>The same in every process and version, which <c>string.GetHashCode</c> is not.</summary>
    public static int Of(string renderId)
    {
        var hash = FnvOffset;
        foreach (var character in renderId) hash = (hash ^ character) * FnvPrime;
        return (int)(hash % Count);
    }
}
