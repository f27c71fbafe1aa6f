namespace Framemill.Scheduling;

/// <summary>
/// What lies in an <see cref="IndexedHeap{T}"/> knows its place, so that it can be moved and removed.
/// </summary>
internal interface IHeapNode
{
    /// <summary>Kept by the heap; -1 outside one.</summary>
    int HeapIndex { get; set; }
}

/// <summary>A binary heap that can remove and re-order any of its nodes in logarithmic time, without garbage.</summary>
internal sealed class IndexedHeap<T>(IComparer<T> order) where T : class, IHeapNode
{
    private T[] _nodes = new T[4];

    public int Count { get; private set; }

    /// <summary>The first in order; the heap must not be empty.</summary>
    public T Min => _nodes[0];

    public ReadOnlySpan<T> Unordered => _nodes.AsSpan(0, Count);

    public void Add(T node)
    {
        if (Count == _nodes.Length) Array.Resize(ref _nodes, Count * 2);
        Put(node, Count++);
        Up(node.HeapIndex);
    }

    public void Remove(T node)
    {
        var at = node.HeapIndex;
        var last = _nodes[--Count];
        _nodes[Count] = null!;
        node.HeapIndex = -1;
        if (at == Count) return;
        Put(last, at);
        Moved(last);
    }

    /// <summary>What the order goes by has changed for this node.</summary>
    public void Moved(T node)
    {
        var at = node.HeapIndex;
        Up(at);
        if (node.HeapIndex == at) Down(at);
    }

    private void Up(int at)
    {
        var node = _nodes[at];
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (order.Compare(node, _nodes[parent]) >= 0) break;
            Put(_nodes[parent], at);
            at = parent;
        }

        Put(node, at);
    }

    private void Down(int at)
    {
        var node = _nodes[at];
        while (true)
        {
            var child = (at * 2) + 1;
            if (child >= Count) break;
            if (child + 1 < Count && order.Compare(_nodes[child + 1], _nodes[child]) < 0) child++;
            if (order.Compare(node, _nodes[child]) <= 0) break;
            Put(_nodes[child], at);
            at = child;
        }

        Put(node, at);
    }

    private void Put(T node, int at)
    {
        _nodes[at] = node;
        node.HeapIndex = at;
    }
}
