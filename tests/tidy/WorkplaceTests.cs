namespace Framemill.Tests.Tidy;

/// <summary>The project speaks of itself alone, and its documents tell what is there.</summary>
public sealed class WorkplaceTests
{
    // Written in two halves, or this file would find itself.
    private static readonly string[] ForeignWords =
        ["/wo" + "rk/", "/ro" + "ot/", "nuget" + ".org", "deb.debian" + ".org", "registry.npm" + "js"];

    [Fact]
    public void Files_NameNoPathOfAMachineAndNoRegistry() => Faults.None(SourceTree.Files
        .Where(f => Path.GetExtension(
            f) is ".cs" or ".md" or ".json" or ".sh" or ".js" or ".csproj" or ".props" or ".targets" or "")
        .SelectMany(f => ForeignWords.Where(word => SourceTree.Read(f).Contains(word, StringComparison.Ordinal))
            .Select(word => $"{f}: {word}")));

    [Fact]
    public void Documents_AreThere() => Assert.All(
        (string[])["README.md", "ARCHITECTURE.md", "framemill", ".ci/run", "infra/adr"],
        path => Assert.True(Path.Exists(Path.Combine(SourceTree.Root, path)), path));

    [Fact]
    public void Settings_AreAllDocumented()
    {
        var page = SourceTree.Read("docs/settings.md");
        var options = SourceTree.CSharp
            .Where(f => f.IsProduct
                && f.Lines.Any(line => line.Contains("const string Section", StringComparison.Ordinal))
                && !f.Path.StartsWith("silo/engine/", StringComparison.Ordinal))
            .SelectMany(f =>
                f.Syntax.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax>())
            .Where(p => p.AccessorList?.Accessors.Any(a => a.Keyword.Text == "set") == true)
            .Select(p => p.Identifier.Text).Distinct();
        Faults.None(options.Where(name => !page.Contains($"{name}`", StringComparison.Ordinal)));
    }
}
