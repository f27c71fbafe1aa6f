using Framemill.Engine.Calls;

namespace Orleans.Runtime;

public static class AsyncEnumerableExtensions
{
    /// <summary>Sets how many items of a grain's sequence come with one call at most.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize) =>
        self is RemoteSequence<T> sequence ? sequence.WithPage(maxBatchSize) : self;
}
