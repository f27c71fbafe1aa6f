using System.Text.RegularExpressions;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans
{
    /// <summary>Subscribes every grain of a class to the streams of a namespace, key for key.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public class ImplicitStreamSubscriptionAttribute : Attribute, IGrainBindingsProviderAttribute
    {
        public ImplicitStreamSubscriptionAttribute()
            : this(new AllStreamNamespacesPredicate())
        {
        }

        public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
            : this(new ExactMatchStreamNamespacePredicate(streamNamespace.Trim()), streamIdMapper)
        {
        }

        public ImplicitStreamSubscriptionAttribute(Type predicateType, string? streamIdMapper = null)
            : this((IStreamNamespacePredicate)Activator.CreateInstance(predicateType)!, streamIdMapper)
        {
        }

        public ImplicitStreamSubscriptionAttribute(IStreamNamespacePredicate predicate, string? streamIdMapper = null)
        {
            Predicate = predicate;
            StreamIdMapper = streamIdMapper;
        }

        public IStreamNamespacePredicate Predicate { get; }

        public string? StreamIdMapper { get; init; }

        public IEnumerable<Dictionary<string, string?>> GetBindings(
            IServiceProvider services, Type grainClass, GrainType grainType) =>
        [
            new Dictionary<string, string?>
            {
                ["type"] = "stream",
                ["pattern"] = Predicate.PredicatePattern,
                ["streamid-mapper"] = StreamIdMapper,
            },
        ];
    }

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class RegexImplicitStreamSubscriptionAttribute(string pattern)
        : ImplicitStreamSubscriptionAttribute(new RegexStreamNamespacePredicate(pattern));
}

namespace Orleans.Streams
{
    public class ExactMatchStreamNamespacePredicate(string targetStreamNamespace) : IStreamNamespacePredicate
    {
        public string PredicatePattern => $"namespace:{targetStreamNamespace}";

        public bool IsMatch(string streamNamespace) =>
            string.Equals(targetStreamNamespace, streamNamespace?.Trim(), StringComparison.Ordinal);
    }

    public class RegexStreamNamespacePredicate(string regex) : IStreamNamespacePredicate
    {
        private readonly Regex _regex = new(regex, RegexOptions.Compiled);

        public string PredicatePattern => $"regex:{_regex}";

        public bool IsMatch(string streamNamespace) => _regex.IsMatch(streamNamespace);
    }

    internal sealed class AllStreamNamespacesPredicate : IStreamNamespacePredicate
    {
        public string PredicatePattern => "*";

        public bool IsMatch(string streamNamespace) => true;
    }
}
