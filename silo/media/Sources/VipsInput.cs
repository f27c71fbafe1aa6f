using Framemill.Media.Processes;

namespace Framemill.Media.Sources;

/// <summary>
/// A picture under a name that vips takes for nothing but a name: brackets at its end would be read as options.
/// Loaders that were never hardened against hostile files are off.
/// </summary>
internal sealed class VipsInput : IDisposable
{
    private readonly string? _folder;

    private VipsInput(string name, string? folder)
    {
        Name = name;
        _folder = folder;
    }

    public string Name { get; }

    public static VipsInput Of(string path)
    {
        var whole = Path.GetFullPath(path);
        if (whole.AsSpan().IndexOfAny("[]") < 0) return new VipsInput(whole, null);
        var folder = Directory.CreateTempSubdirectory("framemill-picture-").FullName;
        var link = Path.Combine(folder, "picture");
        File.CreateSymbolicLink(link, whole);
        return new VipsInput(link, folder);
    }

    public static ProcessRequest Request(string tool, IReadOnlyList<string> arguments) => new()
    {
        Tool = tool,
        Arguments = arguments,
        Environment = new Dictionary<string, string>
        {
            ["VIPS_BLOCK_UNTRUSTED"] = "1",
            ["VIPS_CONCURRENCY"] = "1",
            ["VIPS_WARNING"] = "0",
        },
    };

    public void Dispose()
    {
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
