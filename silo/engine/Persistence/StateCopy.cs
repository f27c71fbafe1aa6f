using System.Text.Json;
using Framemill.Engine.Copying;
using Orleans.Serialization;

namespace Framemill.Engine.Persistence;

/// <summary>
/// Takes a state apart from the grain that goes on changing it. A state need not be able to travel in calls: one that
/// is not goes through JSON, as it would in a storage outside.
/// </summary>
internal static class StateCopy
{
    public static T Of<T>(T value)
    {
        try
        {
            return Copier<T>.Copy(value);
        }
        catch (CodecNotFoundException)
        {
            return JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(value))!;
        }
    }
}
