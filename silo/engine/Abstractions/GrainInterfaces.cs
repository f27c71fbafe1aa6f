using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Whatever can be called by reference: grains and observers.</summary>
    public interface IAddressable;

    /// <summary>An interface that something other than the grain class answers for the grain.</summary>
    public interface IGrainExtension : IAddressable;
}

namespace Orleans
{
    public interface IGrain : IAddressable;

    public interface IGrainWithStringKey : IGrain;

    public interface IGrainWithGuidKey : IGrain;

    public interface IGrainWithIntegerKey : IGrain;

    public interface IGrainWithGuidCompoundKey : IGrain;

    public interface IGrainWithIntegerCompoundKey : IGrain;

    /// <summary>An object outside the grains that grains may notify.</summary>
    public interface IGrainObserver : IAddressable;

    public interface ISystemTarget : IAddressable;
}

namespace Orleans.Services
{
    public interface IGrainService : ISystemTarget;

    public interface IGrainServiceClient<TGrainService>
        where TGrainService : IGrainService;
}
