using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Names a grain class: the part of its id before the slash.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute, IGrainTypeProviderAttribute
{
    private readonly GrainType _grainType = Orleans.Runtime.GrainType.Create(grainType);

    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}
