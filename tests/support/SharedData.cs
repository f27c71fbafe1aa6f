namespace Framemill.Testing;

/// <summary>
/// The folder of real media beside the repository ("../shared/data"). It is not part of the repository: tests that
/// need it say that it is absent where it is.
/// </summary>
public static class SharedData
{
    public const string Absent = "the folder shared/data beside the repository is not on this machine";

    public static string? Root { get; } = Find();

    public static bool IsAbsent => Root is null;

    /// <summary>A file below the folder, such as "media/video/chapters.mp4".</summary>
    public static string File(string name) =>
        Path.Combine(Root ?? throw new DirectoryNotFoundException(Absent), name);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(Path.Combine(candidate, "media"))) return candidate;
        }

        return null;
    }
}
