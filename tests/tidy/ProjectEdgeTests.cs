using System.Xml.Linq;

namespace Framemill.Tests.Tidy;

/// <summary>The rooms of the house and which may know which.</summary>
public sealed class ProjectEdgeTests
{
    private const string EngineEdge = "silo/engine";

    // What each room may reference. The engine (or Orleans) comes by infra/Orleans.targets and is not listed.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["grain-interfaces"] = [],
        ["grains"] = ["grain-interfaces"],
        ["client-api"] = ["grain-interfaces"],
        ["silo/engine"] = [],
        ["silo/pixels"] = [],
        ["silo/gpu"] = ["silo/pixels"],
        ["silo/gpu-managedcuda"] = ["silo/gpu"],
        ["silo/media"] = ["silo/pixels"],
        ["silo/inference"] = ["silo/pixels", "silo/gpu"],
        ["silo/storage"] = [],
        ["silo/host"] = ["client-api", "grain-interfaces", "grains", "silo/gpu", "silo/pixels", "silo/media",
            "silo/inference", "silo/storage"],
    };

    private static readonly string[] RoomsWithoutOrleans =
        ["silo/pixels", "silo/gpu", "silo/gpu-managedcuda", "silo/media", "silo/inference"];

    // Built only where it is asked for, with packages that the usual build must not need.
    private static readonly string[] OutsideTheSolution = ["infra/", "silo/gpu-managedcuda/"];

    [Fact]
    public void Rooms_ReferenceOnlyWhatTheHouseAllows()
    {
        var faults = Projects().Where(p => Allowed.ContainsKey(p.Room))
            .SelectMany(
                p => References(p.Path).Where(r => !Allowed[p.Room].Contains(r)).Select(r => $"{p.Room} -> {r}"));
        Faults.None(faults);
    }

    [Fact]
    public void ProductRooms_AreAllListed()
    {
        var unknown = Projects().Select(p => p.Room)
            .Where(room => !room.StartsWith("tests", StringComparison.Ordinal)
                && !room.StartsWith("benchmarks", StringComparison.Ordinal)
                && room != "infra" && !Allowed.ContainsKey(room));
        Faults.None(unknown);
    }

    [Fact]
    public void Engine_IsReferencedOnlyThroughOrleansTargets()
    {
        var faults = Projects().Where(p => References(p.Path).Contains(EngineEdge)).Select(p => p.Path);
        Faults.None(faults);
    }

    [Fact]
    public void EngineRooms_KnowNothingOfGrains()
    {
        var faults = SourceTree.CSharp
            .Where(f => RoomsWithoutOrleans.Any(room => f.Path.StartsWith(room + "/", StringComparison.Ordinal)))
            .Where(f => f.Lines.Any(line => line.StartsWith("using Orleans", StringComparison.Ordinal)))
            .Select(f => f.Path);
        Faults.None(faults);
    }

    [Fact]
    public void EngineChoice_ShowsOnlyInTheHost()
    {
        var faults = SourceTree.CSharp.Where(f => !f.Path.StartsWith("silo/host/", StringComparison.Ordinal)
                && !f.Path.StartsWith("tests/tidy/", StringComparison.Ordinal))
            .Where(f => f.Lines.Any(line => line.Contains("ENGINE_ORLEANS", StringComparison.Ordinal)
                || line.Contains("ENGINE_EMBEDDED", StringComparison.Ordinal)))
            .Select(f => f.Path);
        Faults.None(faults);
    }

    [Fact]
    public void Solution_NamesEveryProject()
    {
        var solution = SourceTree.Read("Orleans.sln").Replace('\\', '/');
        Faults.None(Projects().Select(p => p.Path)
            .Where(path => !OutsideTheSolution.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
                && !solution.Contains(path, StringComparison.Ordinal)));
    }

    [Fact]
    public void ManagedCuda_IsNamedOnlyWhereTheBuildLeavesItOut() => Faults.None(
        Projects().Where(p => p.Room != "silo/gpu-managedcuda")
            .Where(p => SourceTree.Read(p.Path).Contains("ManagedCuda", StringComparison.Ordinal)).Select(p => p.Path));

    private static IEnumerable<(string Room, string Path)> Projects() =>
        SourceTree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(f => (Path.GetDirectoryName(f)!, f));

    private static IEnumerable<string> References(string project)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, project))!;
        return XDocument.Parse(SourceTree.Read(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value)))
            .Select(path => Path.GetRelativePath(SourceTree.Root, Path.GetDirectoryName(path)!));
    }
}
