using System.Security.Cryptography;

namespace Framemill.Gpu;

/// <summary>
/// Compiled kernels on disk, named by all that decides them. A file appears whole or not at all, so that processes may
/// share the folder; what cannot be written is compiled again next time.
/// </summary>
public sealed class KernelCache(IKernelCompiler compiler, string folder) : IKernelCompiler
{
    public string Identity => compiler.Identity;

    public byte[] Compile(KernelUnit unit, ComputeCapability capability)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var path = PathOf(unit, capability);
        if (Read(path) is { } kept) return kept;
        var image = compiler.Compile(unit, capability);
        Keep(path, image);
        return image;
    }

    internal string PathOf(KernelUnit unit, ComputeCapability capability)
    {
        string[] parts = [compiler.Identity, capability.ToString(), unit.Name, unit.Source, KernelSources.Header];
        var bytes = System.Text.Encoding.UTF8.GetBytes(string.Join('\0', parts));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
        return Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(unit.Name)}-{hash}.bin");
    }

    private static byte[]? Read(string path)
    {
        try
        {
            var image = File.ReadAllBytes(path);
            return image.Length > 0 ? image : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Keep(string path, byte[] image)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(temporary, image);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }
}
