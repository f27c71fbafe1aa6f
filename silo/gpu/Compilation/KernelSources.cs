using System.Reflection;
using System.Text.RegularExpressions;

namespace Framemill.Gpu;

/// <summary>The kernel files as they were built into this assembly.</summary>
public static partial class KernelSources
{
    /// <summary>Name of the one header that all of them include.</summary>
    public const string HeaderName = "common.cuh";

    private const string Folder = "kernels/";

    public static string Header { get; } = Read(HeaderName);

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<KernelUnit> Units { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)
                && name.EndsWith(".cu", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Unit(name[Folder.Length..])),
    ];

    private static KernelUnit Unit(string name)
    {
        var source = Read(name);
        return new(name, source, [.. KernelName().Matches(source).Select(match => match.Groups[1].Value)]);
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The kernel file {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^extern ""C"" __global__ void (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex KernelName();
}
