using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Framemill.Tests.Tidy;

/// <summary>Limits that keep a file readable in one sitting.</summary>
public sealed class StyleLimitTests
{
    private const int FileLinesMax = 400;
    private const int TestFileLinesMax = 500;
    private const int MethodLinesMax = 70;
    private const int LineColumnsMax = 120;
    private const int GrainLinesMax = 200;
    private const long BinaryBytesMax = 100_000;

    private static readonly string[] EmptyWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility"];

    // Names that Orleans gives, which the engine repeats.
    private const string EngineFolder = "silo/engine/";

    [Fact]
    public void Files_AreShort() => Faults.None(SourceTree.CSharp
        .Where(f => f.Lines.Length > (f.IsTest ? TestFileLinesMax : FileLinesMax))
        .Select(f => $"{f.Path}: {f.Lines.Length} lines"));

    [Fact]
    public void Lines_FitTheColumn() => Faults.None(SourceTree.CSharp
        .SelectMany(f => f.Lines.Select((line, i) => (f.Path, Number: i + 1, line.Length)))
        .Where(line => line.Length > LineColumnsMax)
        .Select(line => $"{line.Path}:{line.Number} has {line.Length} columns"));

    [Fact]
    public void Methods_AreShort() => Faults.None(SourceTree.CSharp
        .SelectMany(
            f => f.Syntax.DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Select(m => (File: f, Method: m)))
        .Select(x => (x.File, x.Method, Lines: x.Method.ToString().Count(c => c == '\n') + 1))
        .Where(x => x.Lines > MethodLinesMax)
        .Select(x => $"{x.File.At(x.Method)} has {x.Lines} lines"));

    [Fact]
    public void GrainFiles_AreShells() => Faults.None(SourceTree.CSharp
        .Where(f => f.Path.StartsWith("grains/", StringComparison.Ordinal)
            && f.Path.EndsWith("Grain.cs", StringComparison.Ordinal))
        .Where(f => f.Lines.Length > GrainLinesMax)
        .Select(f => $"{f.Path}: {f.Lines.Length} lines; a decision is hiding in it"));

    [Fact]
    public void TypeNames_SayWhatTheThingIs() => Faults.None(SourceTree.CSharp
        .Where(f => !f.Path.StartsWith(EngineFolder, StringComparison.Ordinal))
        .SelectMany(f => f.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(t => (File: f, Type: t)))
        .Where(x => EmptyWords.Any(word => x.Type.Identifier.Text.EndsWith(word, StringComparison.Ordinal)))
        .Select(x => $"{x.File.At(x.Type)} {x.Type.Identifier.Text}"));

    [Fact]
    public void Namespaces_AreRootedAtFramemill() => Faults.None(SourceTree.CSharp
        .Where(f => !f.Path.StartsWith(EngineFolder, StringComparison.Ordinal))
        .SelectMany(f => f.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            .Select(n => (f.Path, Name: n.Name.ToString())))
        .Where(x => x.Name != "Framemill" && !x.Name.StartsWith("Framemill.", StringComparison.Ordinal))
        .Select(x => $"{x.Path}: {x.Name}"));

    [Fact]
    public void Product_NeitherBlocksNorReadsTheWallClock()
    {
        string[] banned = ["DateTime.UtcNow", "DateTime.Now", "DateTimeOffset.UtcNow", "DateTimeOffset.Now",
            "Thread.Sleep", "Random.Shared"];
        var members = SourceTree.CSharp.Where(f => f.IsProduct)
            .SelectMany(f => f.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                .Select(m => (File: f, Member: m)))
            .Where(x => banned.Contains(x.Member.ToString()))
            .Select(x => $"{x.File.At(x.Member)} {x.Member}");
        var asyncVoid = SourceTree.CSharp.Where(f => f.IsProduct)
            .SelectMany(
                f => f.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>().Select(m => (File: f, Method: m)))
            .Where(x => x.Method.Modifiers.Any(m => m.IsKind(SyntaxKind.AsyncKeyword))
                && x.Method.ReturnType.ToString() == "void")
            .Select(x => $"{x.File.At(x.Method)} async void {x.Method.Identifier}");
        Faults.None(members.Concat(asyncVoid));
    }

    [Fact]
    public void Tests_DoNotSleep() => Faults.None(SourceTree.CSharp
        .Where(f => f.IsTest && !f.Path.StartsWith("tests/tidy/", StringComparison.Ordinal))
        .SelectMany(
            f => f.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Select(m => (File: f, Member: m)))
        .Where(x => x.Member.ToString() == "Thread.Sleep")
        .Select(x => x.File.At(x.Member)));

    [Fact]
    public void Binaries_AreSmall() => Faults.None(SourceTree.Files
        .Select(f => (Path: f, new FileInfo(Path.Combine(SourceTree.Root, f)).Length))
        .Where(f => f.Length > BinaryBytesMax)
        .Select(f => $"{f.Path}: {f.Length} bytes"));
}
