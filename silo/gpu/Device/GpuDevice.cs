using System.Collections.Frozen;
using Framemill.Gpu.Native;

namespace Framemill.Gpu;

/// <summary>A card in use: its context, its kernels, and the memory that frames on it live in.</summary>
public sealed class GpuDevice : IDisposable
{
    private readonly List<ModuleHandle> _modules = [];
    private FrozenDictionary<string, nint> _functions = FrozenDictionary<string, nint>.Empty;

    private GpuDevice(ICudaDriver driver, GpuCard card, int device)
    {
        Card = card;
        Context = new(driver, device);
        Pool = new(this);
    }

    public GpuCard Card { get; }

    /// <summary>Where frames and scratch planes of this card come from.</summary>
    public DevicePool Pool { get; }

    /// <summary>Bytes of the card that nobody has, and that there are.</summary>
    public (long Free, long Total) Memory
    {
        get
        {
            using var scope = Context.Enter();
            CudaException.Check(Context.Driver.MemGetInfo(out var free, out var total));
            return ((long)free, (long)total);
        }
    }

    internal ContextHandle Context { get; }

    /// <summary>
    /// Takes a card into use: all kernels are compiled for it, or come from the cache, and are loaded.
    /// </summary>
    /// <param name="card">As <see cref="GpuSurvey"/> found it.</param>
    /// <param name="cacheFolder">Where compiled kernels are kept for the next start.</param>
    /// <exception cref="CudaException">The driver refused something.</exception>
    /// <exception cref="NvrtcException">A kernel did not compile.</exception>
    public static GpuDevice Open(GpuCard card, string cacheFolder)
    {
        ArgumentNullException.ThrowIfNull(card);
        return Open(CudaDrivers.Default, card, new KernelCache(new NvrtcCompiler(), cacheFolder));
    }

    /// <summary>The same through a given driver and compiler.</summary>
    public static GpuDevice Open(ICudaDriver driver, GpuCard card, IKernelCompiler compiler)
    {
        ArgumentNullException.ThrowIfNull(driver);
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(compiler);
        CudaException.Check(driver.DeviceGet(out var ordinal, card.Ordinal));
        var device = new GpuDevice(driver, card, ordinal);
        try
        {
            device.Load(compiler);
            return device;
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    public GpuStream CreateStream() => new(this);

    /// <param name="keepsTime">Whether time is measured by it; a mark that does not is cheaper.</param>
    public GpuEvent CreateEvent(bool keepsTime = false) => new(Context, keepsTime);

    public void Dispose()
    {
        Pool.Dispose();
        foreach (var module in _modules) module.Dispose();
        _modules.Clear();
        Context.Dispose();
    }

    internal nint Function(string kernel) => _functions.TryGetValue(kernel, out var function)
        ? function
        : throw new InvalidOperationException($"There is no kernel named {kernel}.");

    private void Load(IKernelCompiler compiler)
    {
        var functions = new Dictionary<string, nint>(StringComparer.Ordinal);
        foreach (var unit in KernelSources.Units)
        {
            var module = new ModuleHandle(Context, compiler.Compile(unit, Card.ComputeCapability));
            _modules.Add(module);
            using var scope = Context.Enter();
            foreach (var kernel in unit.Kernels)
            {
                CudaException.Check(Context.Driver.ModuleGetFunction(out var function, module.Value, kernel));
                functions.Add(kernel, function);
            }
        }

        _functions = functions.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
