using System.Reflection;
using System.Reflection.Emit;

namespace Framemill.Engine.Calls;

/// <summary>Writes the code that calls a grain's method with the arguments of a request.</summary>
internal static class InvokerEmitter
{
    /// <summary>As many arguments as have a request class of their own; more travel boxed.</summary>
    public const int TypedArguments = 2;

    private static readonly Type[] FunctionShapes =
        [typeof(Func<,>), typeof(Func<,,>), typeof(Func<,,,>)];

    /// <summary>A function of the target and the typed arguments to a ValueTask of the result.</summary>
    public static Delegate Emit(MethodFacts facts)
    {
        var answer = typeof(ValueTask<>).MakeGenericType(facts.Result);
        Type[] inputs = [typeof(object), .. facts.Parameters];
        var method = new DynamicMethod(
            $"Invoke_{facts.Name}", answer, inputs, typeof(InvokerEmitter).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Castclass, facts.Method.DeclaringType!);
        for (var i = 0; i < facts.Parameters.Length; i++) code.Emit(OpCodes.Ldarg, i + 1);
        code.Emit(OpCodes.Callvirt, facts.Method);
        EmitAnswer(code, facts, answer);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate(
            FunctionShapes[facts.Parameters.Length].MakeGenericType([.. inputs, answer]));
    }

    /// <summary>A function of the target and boxed arguments to a ValueTask of the result, or to a sequence.</summary>
    public static Func<object, object?[], object?> EmitBoxed(MethodFacts facts)
    {
        var answer = typeof(ValueTask<>).MakeGenericType(facts.Result);
        var method = new DynamicMethod(
            $"Invoke_{facts.Name}", typeof(object), [typeof(object), typeof(object[])],
            typeof(InvokerEmitter).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Castclass, facts.Method.DeclaringType!);
        for (var i = 0; i < facts.Parameters.Length; i++)
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldelem_Ref);
            code.Emit(OpCodes.Unbox_Any, facts.Parameters[i]);
        }

        code.Emit(OpCodes.Callvirt, facts.Method);
        if (facts.Return != ReturnKind.Sequence)
        {
            EmitAnswer(code, facts, answer);
            code.Emit(OpCodes.Box, answer);
        }

        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<object, object?[], object?>>();
    }

    private static void EmitAnswer(ILGenerator code, MethodFacts facts, Type answer)
    {
        switch (facts.Return)
        {
            case ReturnKind.None:
                code.Emit(OpCodes.Call, Helper(nameof(Answers.Done)));
                break;
            case ReturnKind.Task:
                code.Emit(OpCodes.Call, Helper(nameof(Answers.OfTask)));
                break;
            case ReturnKind.ValueTask:
                code.Emit(OpCodes.Call, Helper(nameof(Answers.OfValueTask)));
                break;
            case ReturnKind.TaskOfValue:
                code.Emit(OpCodes.Newobj, answer.GetConstructor([typeof(Task<>).MakeGenericType(facts.Result)])!);
                break;
        }
    }

    private static MethodInfo Helper(string name) => typeof(Answers).GetMethod(name)!;
}

/// <summary>Brings the answers of methods without a result into the form of those with one.</summary>
internal static class Answers
{
    public static ValueTask<object> Done() => default;

    public static ValueTask<object> OfTask(Task task) =>
        task.IsCompletedSuccessfully ? default : new ValueTask<object>(Awaited(task));

    public static ValueTask<object> OfValueTask(ValueTask task) =>
        task.IsCompletedSuccessfully ? default : new ValueTask<object>(Awaited(task.AsTask()));

    private static async Task<object> Awaited(Task task)
    {
        await task;
        return null!;
    }
}
