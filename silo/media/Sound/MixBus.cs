namespace Framemill.Media.Sound;

/// <summary>The blocks of one role's sounds that wait until the ducker has heard the voice far enough ahead.</summary>
internal sealed class MixBus(int blocksBehind)
{
    private readonly Queue<float[]> _waiting = new();
    private readonly Queue<float[]> _spare = new();

    /// <summary>A silent block to mix into, at the end of the queue.</summary>
    public float[] Begin()
    {
        var block = _spare.TryDequeue(out var old) ? old : new float[SoundFormat.BlockSamples * SoundFormat.Channels];
        block.AsSpan().Clear();
        _waiting.Enqueue(block);
        return block;
    }

    /// <summary>
    /// The oldest block once enough newer ones came; valid until the next call of <see cref="Begin"/>.
    /// </summary>
    public float[]? Take()
    {
        if (_waiting.Count <= blocksBehind) return null;
        var block = _waiting.Dequeue();
        _spare.Enqueue(block);
        return block;
    }
}
