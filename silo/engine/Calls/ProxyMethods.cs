using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace Framemill.Engine.Calls;

/// <summary>Writes one method of a proxy: hand the arguments to the reference, bring its task into shape.</summary>
internal static class ProxyMethods
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly MethodInfo FactsAt = typeof(GrainReference).GetMethod("FactsAt", Hidden)!;
    private static readonly MethodInfo Construct = typeof(MethodFacts).GetMethod(nameof(MethodFacts.Construct))!;
    private static readonly MethodInfo TypeFromHandle = typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!;

    public static void Emit(TypeBuilder builder, MethodFacts facts, int index)
    {
        var method = facts.Method;
        var emitted = builder.DefineMethod(
            $"{method.DeclaringType!.Name}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig
            | MethodAttributes.NewSlot);
        Type[] generics = method.IsGenericMethodDefinition
            ? emitted.DefineGenericParameters([.. method.GetGenericArguments().Select(type => type.Name)])
            : [];
        CopyConstraints(method, generics);
        var parameters = facts.Parameters.Select(type => Substitute(type, method, generics)).ToArray();
        emitted.SetParameters(parameters);
        emitted.SetReturnType(Substitute(method.ReturnType, method, generics));
        var code = emitted.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        EmitFacts(code, index, generics);
        var result = Substitute(facts.Result, method, generics);
        EmitSend(code, facts, parameters, result, generics.Length > 0);
        EmitReturn(code, facts, result);
        code.Emit(OpCodes.Ret);
        builder.DefineMethodOverride(emitted, method);
    }

    private static void EmitFacts(ILGenerator code, int index, Type[] generics)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldc_I4, index);
        code.Emit(OpCodes.Call, FactsAt);
        if (generics.Length == 0) return;
        code.Emit(OpCodes.Ldc_I4, generics.Length);
        code.Emit(OpCodes.Newarr, typeof(Type));
        for (var i = 0; i < generics.Length; i++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldtoken, generics[i]);
            code.Emit(OpCodes.Call, TypeFromHandle);
            code.Emit(OpCodes.Stelem_Ref);
        }

        code.Emit(OpCodes.Call, Construct);
    }

    private static void EmitSend(
        ILGenerator code, MethodFacts facts, Type[] parameters, Type result, bool isGeneric)
    {
        var sequence = facts.Return == ReturnKind.Sequence;
        if (!sequence && !isGeneric && parameters.Length <= InvokerEmitter.TypedArguments)
        {
            for (var i = 0; i < parameters.Length; i++) code.Emit(OpCodes.Ldarg, i + 1);
            code.Emit(OpCodes.Call, Send($"Send{parameters.Length}").MakeGenericMethod([.. parameters, result]));
            return;
        }

        code.Emit(OpCodes.Ldc_I4, parameters.Length);
        code.Emit(OpCodes.Newarr, typeof(object));
        for (var i = 0; i < parameters.Length; i++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldarg, i + 1);
            code.Emit(OpCodes.Box, parameters[i]);
            code.Emit(OpCodes.Stelem_Ref);
        }

        code.Emit(OpCodes.Call, Send(sequence ? "SendSequence" : "SendMany").MakeGenericMethod(result));
    }

    private static void EmitReturn(ILGenerator code, MethodFacts facts, Type result)
    {
        switch (facts.Return)
        {
            case ReturnKind.None:
                code.Emit(OpCodes.Pop);
                break;
            case ReturnKind.ValueTask:
                code.Emit(OpCodes.Newobj, typeof(ValueTask).GetConstructor([typeof(Task)])!);
                break;
            case ReturnKind.ValueTaskOfValue:
                var wrap = typeof(ProxyMethods).GetMethod(nameof(AsValueTask))!.MakeGenericMethod(result);
                code.Emit(OpCodes.Call, wrap);
                break;
        }
    }

    public static ValueTask<T> AsValueTask<T>(Task<T> task) => new(task);

    private static MethodInfo Send(string name) => typeof(GrainReference).GetMethod(name, Hidden)!;

    private static void CopyConstraints(MethodInfo method, Type[] generics)
    {
        var originals = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        for (var i = 0; i < originals.Length; i++)
        {
            var builder = (GenericTypeParameterBuilder)generics[i];
            builder.SetGenericParameterAttributes(originals[i].GenericParameterAttributes);
            var constraints = originals[i].GetGenericParameterConstraints();
            builder.SetInterfaceConstraints([.. constraints.Where(type => type.IsInterface)]);
            if (constraints.FirstOrDefault(type => type.IsClass) is { } parent) builder.SetBaseTypeConstraint(parent);
        }
    }

    private static Type Substitute(Type type, MethodInfo method, Type[] generics)
    {
        if (generics.Length == 0 || !type.ContainsGenericParameters) return type;
        if (type.IsGenericMethodParameter) return generics[type.GenericParameterPosition];
        if (type.IsArray) return Substitute(type.GetElementType()!, method, generics).MakeArrayType();
        return type.GetGenericTypeDefinition().MakeGenericType(
            [.. type.GetGenericArguments().Select(argument => Substitute(argument, method, generics))]);
    }
}
