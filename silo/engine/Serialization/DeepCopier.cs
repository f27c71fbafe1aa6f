using Framemill.Engine.Copying;

namespace Orleans.Serialization;

/// <summary>Copies a value as a call would.</summary>
public sealed class DeepCopier
{
    public T Copy<T>(T value) => Copier<T>.Copy(value);
}
