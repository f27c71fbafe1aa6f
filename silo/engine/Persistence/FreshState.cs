using System.Runtime.CompilerServices;

namespace Framemill.Engine.Persistence;

/// <summary>What a state is before anything was stored: made by its constructor, or blank when it has none.</summary>
internal static class FreshState
{
    public static T Create<T>()
    {
        if (Kind<T>.HasConstructor) return Activator.CreateInstance<T>();
        return typeof(T).IsAbstract || typeof(T) == typeof(string)
            ? default!
            : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
    }

    private static class Kind<T>
    {
        public static readonly bool HasConstructor =
            typeof(T).IsValueType || (!typeof(T).IsAbstract && typeof(T).GetConstructor(Type.EmptyTypes) is not null);
    }
}
