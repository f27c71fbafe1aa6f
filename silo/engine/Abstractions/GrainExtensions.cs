using Orleans.Runtime;

namespace Orleans;

/// <summary>Keys and references of grains.</summary>
public static class GrainExtensions
{
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    public static object AsReference(this IAddressable grain, Type interfaceType) =>
        AsReference(grain).CastTo(interfaceType);

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) =>
        grain is TGrainInterface already ? already : grain.AsReference<TGrainInterface>();

    public static object Cast(this IAddressable grain, Type interfaceType) =>
        interfaceType.IsInstanceOfType(grain) ? grain : grain.AsReference(interfaceType);

    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        IGrainBase grainBase => grainBase.GrainContext?.GrainId ?? throw NotAReference(grain),
        GrainReference reference => reference.GrainId,
        ISystemTargetBase systemTarget => systemTarget.GrainId,
        _ => throw NotAReference(grain),
    };

    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) =>
        grain.GetGrainId().TryGetIntegerKey(out _, out _);

    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt) =>
        grain.GetGrainId().GetIntegerKey(out keyExt);

    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetGrainId().GetIntegerKey();

    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt) =>
        grain.GetGrainId().GetGuidKey(out keyExt);

    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetGrainId().GetGuidKey();

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static GrainReference AsReference(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain switch
        {
            GrainReference reference => reference,
            IGrainBase grainBase => grainBase.GrainContext?.GrainReference ?? throw NotAReference(grain),
            ISystemTargetBase systemTarget => systemTarget.GrainReference,
            IGrainObserver => throw new ArgumentException(
                $"{nameof(IGrainObserver)} instances must be obtained by calling "
                + $"{nameof(IGrainFactory)}.{nameof(IGrainFactory.CreateObjectReference)}.", nameof(grain)),
            _ => throw NotAReference(grain),
        };
    }

    private static ArgumentException NotAReference(IAddressable grain) =>
        new($"A grain reference cannot be had from an object of type {grain.GetType()}.", nameof(grain));
}

/// <summary>Something of the runtime's own that has an id and a reference.</summary>
internal interface ISystemTargetBase
{
    GrainId GrainId { get; }

    GrainReference GrainReference { get; }
}
