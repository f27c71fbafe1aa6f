namespace Framemill.Tests.EndToEnd;

/// <summary>Where the shipped things lie.</summary>
internal static class Product
{
    public static string Root { get; } = FindRoot();

    /// <summary>The release build of the server, which <c>./framemill test</c> makes before it runs any test.</summary>
    public static string Silo
    {
        get
        {
            var path = Path.Combine(Root, "artifacts/silo/Framemill.Silo.dll");
            return File.Exists(path) ? path
                : throw new FileNotFoundException("The server is not built. Run ./framemill setup first.", path);
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Orleans.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new DirectoryNotFoundException("Orleans.sln");
        }

        return folder;
    }
}
