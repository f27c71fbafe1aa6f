using Orleans.Core.Internal;

namespace Orleans.Core.Internal
{
    /// <summary>An activation that lets calls of its own call chain back in.</summary>
    public interface ICallChainReentrantGrainContext
    {
        void OnEnterReentrantSection(Guid reentrancyId);

        void OnExitReentrantSection(Guid reentrancyId);
    }
}

namespace Orleans.Runtime
{
    /// <summary>Values that travel along with every call made from here.</summary>
    public static class RequestContext
    {
        internal const string CallChainKey = "#CCR";

        private static readonly AsyncLocal<Dictionary<string, object>?> Local = new();

        // Whether anything ever used the context: until then no call needs to look at it.
        private static bool _everSet;

        /// <summary>The values as they are now; never changed in place once here.</summary>
        internal static Dictionary<string, object>? Values
        {
            get => _everSet ? Local.Value : null;
            set
            {
                if (value is null && !_everSet) return;
                if (value is not null) _everSet = true;
                if (!ReferenceEquals(Local.Value, value)) Local.Value = value;
            }
        }

        public static Guid ReentrancyId
        {
            get => Get(CallChainKey) is Guid id ? id : Guid.Empty;
            set
            {
                if (value == Guid.Empty) Remove(CallChainKey);
                else Set(CallChainKey, value);
            }
        }

        public static IEnumerable<string> Keys => Values?.Keys ?? Enumerable.Empty<string>();

        public static IEnumerable<KeyValuePair<string, object>> Entries =>
            Values ?? Enumerable.Empty<KeyValuePair<string, object>>();

        /// <summary>Lets calls that come back along this call chain into the current grain.</summary>
        public static ReentrancySection AllowCallChainReentrancy()
        {
            var original = ReentrancyId;
            return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
        }

        public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

        public static object? Get(string key) => Values is { } values && values.TryGetValue(key, out var value)
            ? value
            : null;

        public static void Set(string key, object value) =>
            Values = Values is { } values
                ? new Dictionary<string, object>(values) { [key] = value }
                : new Dictionary<string, object>(1) { [key] = value };

        public static bool Remove(string key)
        {
            if (Values is not { } values || !values.ContainsKey(key)) return false;
            if (values.Count == 1)
            {
                Values = null;
                return true;
            }

            var rest = new Dictionary<string, object>(values);
            rest.Remove(key);
            Values = rest;
            return true;
        }

        public static void Clear() => Values = null;

        /// <summary>The span in which a grain lets its own call chain back in.</summary>
        public readonly struct ReentrancySection : IDisposable
        {
            private readonly Guid _original;
            private readonly Guid _current;

            public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
            {
                _original = originalReentrancyId;
                _current = newReentrancyId;
                if (_current != _original) ReentrancyId = _current;
                if (_current == Guid.Empty) return;
                (RuntimeContext.Current as ICallChainReentrantGrainContext)?.OnEnterReentrantSection(_current);
            }

            public void Dispose()
            {
                if (_current != Guid.Empty)
                {
                    (RuntimeContext.Current as ICallChainReentrantGrainContext)?.OnExitReentrantSection(_current);
                }

                if (_current != _original) ReentrancyId = _original;
            }
        }
    }

    /// <summary>The grain whose turn runs on this thread.</summary>
    internal static class RuntimeContext
    {
        [ThreadStatic]
        private static IGrainContext? _current;

        public static IGrainContext? Current => _current;

        public static IGrainContext? Enter(IGrainContext? context)
        {
            var before = _current;
            _current = context;
            return before;
        }

        public static void Leave(IGrainContext? before) => _current = before;
    }
}
