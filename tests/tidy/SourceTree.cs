using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Framemill.Tests.Tidy;

/// <summary>The repository as files and syntax: what git tracks, nothing built.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every tracked or new file, relative to the root, ignored ones left out.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static IReadOnlyList<SourceFile> CSharp { get; } =
        [.. Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).Select(SourceFile.Read)];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Orleans.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new DirectoryNotFoundException("Orleans.sln");
        }

        return folder;
    }

    private static List<string> ListFiles()
    {
        using var git =
            Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. names.Where(name => File.Exists(Path.Combine(Root, name))).Order(StringComparer.Ordinal)];
    }
}

internal sealed record SourceFile(string Path, string[] Lines, SyntaxNode Syntax)
{
    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool IsProduct => !IsTest && !Path.StartsWith("benchmarks/", StringComparison.Ordinal);

    public static SourceFile Read(string path)
    {
        var text = SourceTree.Read(path);
        return new(path, text.Split('\n'), CSharpSyntaxTree.ParseText(text).GetRoot());
    }

    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
