using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Serialization;

namespace Framemill.Engine.Copying;

/// <summary>Writes copiers as code: one method per type, field by field.</summary>
internal static class CopierFactory
{
    private static readonly MethodInfo TryGet = typeof(CopyContext).GetMethod(nameof(CopyContext.TryGet))!;
    private static readonly MethodInfo Record = typeof(CopyContext).GetMethod(nameof(CopyContext.Record))!;

    private static readonly MethodInfo TypeFromHandle = typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!;

    private static readonly MethodInfo Uninitialized =
        typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!;

    /// <summary>A copier for a declared type: values of derived types go by their own.</summary>
    public static CopyFunction<T> Make<T>()
    {
        var type = typeof(T);
        var open = !type.IsValueType && !type.IsSealed && !type.IsArray;
        if (TypeRules.IsListInterface(type)) return MakeListLike<T>(type.GetGenericArguments()[0]);
        return open ? Copier.CopyPolymorphic : MakeExact<T>();
    }

    /// <summary>A copier for values of exactly this type.</summary>
    public static CopyFunction<T> MakeExact<T>()
    {
        if (Surrogates.Find<T>() is { } surrogate) return surrogate;
        if (CollectionCopiers.Find<T>() is { } collection) return collection;
        if (TypeRules.HasSerializer(typeof(T))) return Emit<T>();
        throw new CodecNotFoundException($"Could not find a copier for type {typeof(T).FullName}.");
    }

    private static CopyFunction<T> MakeListLike<T>(Type item) =>
        typeof(Copier).GetMethod(nameof(Copier.CopyListLike))!.MakeGenericMethod(typeof(T), item)
            .CreateDelegate<CopyFunction<T>>();

    private static CopyFunction<T> Emit<T>()
    {
        var type = typeof(T);
        var method = new DynamicMethod(
            $"Copy_{type.Name}", type, [type, typeof(CopyContext)], typeof(CopierFactory).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var result = code.DeclareLocal(type);
        if (type.IsValueType)
        {
            code.Emit(OpCodes.Ldloca, result);
            code.Emit(OpCodes.Initobj, type);
        }
        else
        {
            EmitKnown(code, type);
            EmitCreate(code, type, result);
        }

        foreach (var member in SerializableMembers.Of(type)) EmitMember(code, type, result, member);
        code.Emit(OpCodes.Ldloc, result);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<CopyFunction<T>>();
    }

    private static void EmitKnown(ILGenerator code, Type type)
    {
        var known = code.DeclareLocal(typeof(object));
        var unknown = code.DefineLabel();
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldloca, known);
        code.Emit(OpCodes.Call, TryGet);
        code.Emit(OpCodes.Brfalse, unknown);
        code.Emit(OpCodes.Ldloc, known);
        code.Emit(OpCodes.Castclass, type);
        code.Emit(OpCodes.Ret);
        code.MarkLabel(unknown);
    }

    private static void EmitCreate(ILGenerator code, Type type, LocalBuilder result)
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (type.GetConstructor(any, Type.EmptyTypes) is { } constructor)
        {
            code.Emit(OpCodes.Newobj, constructor);
        }
        else
        {
            code.Emit(OpCodes.Ldtoken, type);
            code.Emit(OpCodes.Call, TypeFromHandle);
            code.Emit(OpCodes.Call, Uninitialized);
            code.Emit(OpCodes.Castclass, type);
        }

        code.Emit(OpCodes.Stloc, result);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldloc, result);
        code.Emit(OpCodes.Call, Record);
    }

    private static void EmitMember(
        ILGenerator code, Type type, LocalBuilder result, SerializableMembers.Member member)
    {
        var field = member.Field;
        if (type.IsValueType) code.Emit(OpCodes.Ldloca, result);
        else code.Emit(OpCodes.Ldloc, result);
        if (type.IsValueType) code.Emit(OpCodes.Ldarga_S, (byte)0);
        else code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, field);
        if (!member.IsImmutable && !TypeRules.IsShallow(field.FieldType))
        {
            var copy = typeof(Copier<>).MakeGenericType(field.FieldType)
                .GetMethod("Copy", [field.FieldType, typeof(CopyContext)])!;
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Call, copy);
        }

        code.Emit(OpCodes.Stfld, field);
    }
}
