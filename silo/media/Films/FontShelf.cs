using Framemill.Media.Assets;
using Framemill.Media.Processes;

namespace Framemill.Media.Films;

/// <summary>
/// Fonts that came from outside, rewritten by the OpenType sanitizer in a child process: only what it has checked
/// reaches the libraries that draw in this process. Each font once per machine.
/// </summary>
public sealed class FontShelf(ProcessRunner processes, FilmOptions options, string folder)
{
    private const string Tool = "ots-sanitize";

    private static readonly ProcessLimits Limits = ProcessLimits.Brief with
    {
        WallTime = TimeSpan.FromSeconds(30),
        AddressSpaceBytes = 1L << 30,
        FileBytes = 256L << 20,
    };

    /// <summary>The checked font, or what is wrong with it, in words.</summary>
    public async Task<(string? Path, string? Problem)> CheckAsync(
        FetchedAsset file, CancellationToken cancellationToken)
    {
        if (file.Bytes > options.FontBytesMax)
            return (null, $"The font has {file.Bytes} bytes; {options.FontBytesMax} are allowed.");
        var path = Path.Combine(folder, file.Sha256 + ".ttf");
        if (File.Exists(path)) return (path, null);

        Directory.CreateDirectory(folder);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            var request = new ProcessRequest
            {
                Tool = Tool, Arguments = [Path.GetFullPath(file.Path), Path.GetFullPath(part)],
            };
            var result = await processes.RunAsync(request, Limits, cancellationToken);
            if (!result.Succeeded || !File.Exists(part) || new FileInfo(part).Length == 0)
                return (null, "The file is no sound font (TrueType, OpenType, WOFF or WOFF2).");
            File.Move(part, path, overwrite: true);
            return (path, null);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
