using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Framemill.Engine.Clusters;
using Orleans.Runtime;

namespace Framemill.Engine.Calls;

internal delegate GrainReference ProxyConstructor(GrainId grainId, CallSender sender, InterfaceFacts facts);

/// <summary>Writes a class for each grain interface, whose methods send calls.</summary>
internal static class ProxyEmitter
{
    private static readonly ConcurrentDictionary<Type, Lazy<ProxyConstructor>> Known = new();
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Opened = [];
    private static readonly AssemblyBuilder Assembly =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Framemill.Engine.Proxies"), AssemblyBuilderAccess.Run);

    private static readonly ModuleBuilder Module = Assembly.DefineDynamicModule("Proxies");
    private static readonly ConstructorInfo AccessAttribute = DefineAccessAttribute();
    private static int _count;

    private static readonly ConstructorInfo BaseConstructor = typeof(GrainReference).GetConstructor(
        BindingFlags.Instance | BindingFlags.NonPublic,
        [typeof(GrainId), typeof(CallSender), typeof(InterfaceFacts)])!;

    public static GrainReference Create(Type interfaceType, GrainId grainId, CallSender sender) =>
        Known.GetOrAdd(interfaceType, static type => new(() => Emit(type)))
            .Value(grainId, sender, InterfaceFacts.Of(interfaceType));

    private static ProxyConstructor Emit(Type interfaceType)
    {
        if (!interfaceType.IsInterface) throw new ArgumentException($"{interfaceType} is not an interface.");
        lock (Gate)
        {
            Open(typeof(ProxyEmitter).Assembly);
            foreach (var type in interfaceType.GetInterfaces().Prepend(interfaceType)) OpenAll(type);
            var facts = InterfaceFacts.Of(interfaceType);
            var builder = Module.DefineType(
                $"Proxy{_count++}_{interfaceType.Name}", TypeAttributes.Sealed | TypeAttributes.NotPublic,
                typeof(GrainReference), [interfaceType]);
            EmitConstructor(builder);
            for (var i = 0; i < facts.Methods.Length; i++) ProxyMethods.Emit(builder, facts.Methods[i], i);
            var proxy = builder.CreateType();
            return Construct(proxy);
        }
    }

    private static ProxyConstructor Construct(Type proxy)
    {
        Type[] inputs = [typeof(GrainId), typeof(CallSender), typeof(InterfaceFacts)];
        var method = new DynamicMethod($"New_{proxy.Name}", typeof(GrainReference), inputs, proxy, true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Newobj, proxy.GetConstructor(inputs)!);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<ProxyConstructor>();
    }

    private static void EmitConstructor(TypeBuilder builder)
    {
        var constructor = builder.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard,
            [typeof(GrainId), typeof(CallSender), typeof(InterfaceFacts)]);
        var code = constructor.GetILGenerator();
        for (var i = 0; i < 4; i++) code.Emit(OpCodes.Ldarg, i);
        code.Emit(OpCodes.Call, BaseConstructor);
        code.Emit(OpCodes.Ret);
    }

    // Interfaces and messages may be internal to their assemblies: the runtime lets an assembly in that says so.
    private static void OpenAll(Type type)
    {
        Open(type.Assembly);
        foreach (var method in type.GetMethods())
        {
            foreach (var used in method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType))
            {
                OpenType(used);
            }
        }
    }

    private static void OpenType(Type type)
    {
        Open(type.Assembly);
        if (type.HasElementType) OpenType(type.GetElementType()!);
        if (!type.IsGenericType) return;
        foreach (var argument in type.GetGenericArguments()) OpenType(argument);
    }

    private static void Open(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        if (Opened.Add(name)) Assembly.SetCustomAttribute(new CustomAttributeBuilder(AccessAttribute, [name]));
    }

    private static ConstructorInfo DefineAccessAttribute()
    {
        var builder = Module.DefineType(
            "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute",
            TypeAttributes.Public | TypeAttributes.Sealed, typeof(Attribute));
        var constructor = builder.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        var code = constructor.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(
            BindingFlags.Instance | BindingFlags.NonPublic, Type.EmptyTypes)!);
        code.Emit(OpCodes.Ret);
        return builder.CreateType().GetConstructor([typeof(string)])!;
    }
}
