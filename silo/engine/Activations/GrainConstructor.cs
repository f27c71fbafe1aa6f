using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Activations;

/// <summary>Makes instances of a grain class: services, keyed services, facets and the context by parameter.</summary>
internal sealed class GrainConstructor
{
    private readonly ConstructorInvoker _invoker;
    private readonly Func<Activation, object?>[] _arguments;

    public GrainConstructor(Type type)
    {
        var constructors = type.GetConstructors();
        if (constructors.Length == 0) throw new InvalidOperationException($"{type} has no public constructor.");
        var constructor =
            constructors.FirstOrDefault(one => one.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(one => one.GetParameters().Length)!;
        _invoker = ConstructorInvoker.Create(constructor);
        _arguments = [.. constructor.GetParameters().Select(Bind)];
    }

    public object Create(Activation activation)
    {
        var arguments = new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = _arguments[i](activation);
        return _invoker.Invoke(arguments.AsSpan());
    }

    private static Func<Activation, object?> Bind(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(IGrainContext)) return static activation => activation;
        if (parameter.GetCustomAttributes().FirstOrDefault(one => one is IFacetMetadata) is { } facet)
        {
            var contract = typeof(IAttributeToFactoryMapper<>).MakeGenericType(facet.GetType());
            Made? made = null;
            return activation =>
            {
                // Once for each silo's services: what it takes to find the factory out is slow.
                var mapper = activation.ActivationServices.GetService(contract)
                    ?? throw new OrleansException($"Missing attribute mapper for attribute {facet.GetType()}.");
                var known = made;
                if (known?.Mapper != mapper) made = known = new Made(mapper, FactoryOf(mapper, parameter, facet));
                return known.Factory(activation);
            };
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return activation => activation.ActivationServices.GetKeyedServices(type, keyed.Key).LastOrDefault()
                ?? Default(activation, parameter);
        }

        return activation => activation.ActivationServices.GetService(type) ?? Default(activation, parameter);
    }

    private static object? Default(Activation activation, ParameterInfo parameter) =>
        parameter.HasDefaultValue
            ? parameter.DefaultValue
            : throw new InvalidOperationException(
                $"Unable to resolve service for type '{parameter.ParameterType}' while attempting to activate "
                + $"'{activation.Class.Type}'.");

    private static Factory<IGrainContext, object> FactoryOf(object mapper, ParameterInfo parameter, Attribute facet)
    {
        var contract = typeof(IAttributeToFactoryMapper<>).MakeGenericType(facet.GetType());
        return (Factory<IGrainContext, object>)contract.GetMethod("GetFactory")!.Invoke(
            mapper, BindingFlags.DoNotWrapExceptions, null, [parameter, facet], null)!;
    }

    private sealed record Made(object Mapper, Factory<IGrainContext, object> Factory);
}
