using System.Linq.Expressions;
using System.Reflection;

namespace Framemill.Engine.Copying;

/// <summary>Copiers of tuples: a new tuple of copied items.</summary>
internal static class TupleCopiers
{
    public static CopyFunction<T>? Find<T>()
    {
        var type = typeof(T);
        var name = type.GetGenericTypeDefinition().FullName!;
        var isValue = name.StartsWith("System.ValueTuple`", StringComparison.Ordinal);
        if (!isValue && !name.StartsWith("System.Tuple`", StringComparison.Ordinal)) return null;
        var value = Expression.Parameter(type, "value");
        var context = Expression.Parameter(typeof(CopyContext), "context");
        var items = Enumerable.Range(1, type.GetGenericArguments().Length)
            .Select(number => number == 8 ? "Rest" : $"Item{number}")
            .Select(item => Copied(Expression.PropertyOrField(value, item), context));
        var constructor = type.GetConstructor(type.GetGenericArguments())!;
        return Expression.Lambda<CopyFunction<T>>(Expression.New(constructor, items), value, context).Compile();
    }

    private static Expression Copied(Expression item, Expression context)
    {
        if (TypeRules.IsShallow(item.Type)) return item;
        var copy = typeof(Copier<>).MakeGenericType(item.Type).GetMethod(
            "Copy", BindingFlags.Public | BindingFlags.Static, [item.Type, typeof(CopyContext)])!;
        return Expression.Call(copy, item, context);
    }
}
