using System.Security.Cryptography;

namespace Framemill.Media.Assets;

/// <summary>
/// Assets that lie on this machine already: used in place, and only from where the user may name files.
/// </summary>
internal static class LocalAssets
{
    public static async Task<AssetResult> OpenAsync(
        string source, string root, bool mayLeaveRoot, long bytesMax, CancellationToken cancellationToken)
    {
        var name = source.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(source, UriKind.Absolute, out var url) ? url.LocalPath : source;
        if (name.Contains('\0', StringComparison.Ordinal)) return new AssetProblem(
            AssetProblemCode.InvalidUrl, "Not a path.");
        var path = Path.GetFullPath(name, root);
        var file = new FileInfo(path);
        if (!mayLeaveRoot && !IsBelow(Real(path), Real(Path.GetFullPath(root))))
        {
            return new AssetProblem(
                AssetProblemCode.Forbidden, $"'{source}' is outside the folder that files may be taken from.");
        }

        if (!file.Exists) return new AssetProblem(AssetProblemCode.NotFound, $"The file '{source}' does not exist.");
        if (file.Length > bytesMax)
            return new AssetProblem(AssetProblemCode.TooLarge,
                $"The file '{source}' is larger than {bytesMax:N0} bytes.");
        try
        {
            await using var bytes = file.OpenRead();
            var hash = await SHA256.HashDataAsync(bytes, cancellationToken);
            return new FetchedAsset(path, Convert.ToHexStringLower(hash), file.Length, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new AssetProblem(AssetProblemCode.Refused, $"The file '{source}' cannot be read.");
        }
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>The path with every link on it followed.</summary>
    private static string Real(string path, int linksMax = 40)
    {
        var real = "/";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            real = new FileInfo(next).LinkTarget is { } target && linksMax > 0
                ? Real(Path.GetFullPath(target, real), linksMax - 1)
                : next;
        }

        return real;
    }
}
