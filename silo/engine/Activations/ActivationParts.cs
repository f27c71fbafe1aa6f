using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Framemill.Engine.Activations;

/// <content>What is attached to an activation: components and extensions.</content>
internal sealed partial class Activation
{
    private Dictionary<Type, object>? _components;

    public object? GetTarget() => GrainInstance;

    public object? GetComponent(Type componentType)
    {
        if (_components is not null && _components.TryGetValue(componentType, out var component)) return component;
        if (componentType.IsInstanceOfType(GrainInstance)) return GrainInstance;
        if (componentType.IsInstanceOfType(this)) return this;
        return typeof(IGrainExtension).IsAssignableFrom(componentType) ? FindExtension(componentType) : null;
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        _components ??= [];
        if (value is null) _components.Remove(typeof(TComponent));
        else _components[typeof(TComponent)] = value;
    }

    public TExtensionInterface GetExtension<TExtensionInterface>()
        where TExtensionInterface : class, IGrainExtension =>
        (TExtensionInterface)GetExtension(typeof(TExtensionInterface));

    public (TExtension, TExtensionInterface) GetOrSetExtension<TExtension, TExtensionInterface>(
        Func<TExtension> newExtensionFunc)
        where TExtension : class, TExtensionInterface
        where TExtensionInterface : class, IGrainExtension
    {
        _components ??= [];
        if (!_components.TryGetValue(typeof(TExtensionInterface), out var known))
        {
            known = newExtensionFunc();
            _components[typeof(TExtensionInterface)] = known;
        }

        var reference = Calls.ProxyEmitter.Create(typeof(TExtensionInterface), GrainId, Silo);
        return ((TExtension)known, (TExtensionInterface)(object)reference);
    }

    private object GetExtension(Type extensionInterface) =>
        FindExtension(extensionInterface)
        ?? throw new GrainExtensionNotInstalledException(
            $"No extension {extensionInterface} is installed on grain {GrainId}.");

    private object? FindExtension(Type extensionInterface)
    {
        if (_components is not null && _components.TryGetValue(extensionInterface, out var known)) return known;
        if (extensionInterface.IsInstanceOfType(GrainInstance)) return GrainInstance;
        if (ActivationServices.GetKeyedService<IGrainExtension>(extensionInterface) is not { } made) return null;
        _components ??= [];
        _components[extensionInterface] = made;
        return made;
    }
}
