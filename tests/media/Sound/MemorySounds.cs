using Framemill.Media.Edits;
using Framemill.Media.Sound;
using Framemill.Media.Timelines;
using Framemill.Testing;

namespace Framemill.Tests.Media.Sound;

/// <summary>Sounds that lie decoded in memory.</summary>
internal sealed class MemorySounds : ISoundLibrary
{
    private readonly Dictionary<AssetKey, float[]> _sounds = [];

    public AssetKey Add(string name, float[] interleaved)
    {
        var key = AssetKey.Source(name);
        _sounds[key] = interleaved;
        return key;
    }

    /// <summary>Decodes a real file by ffmpeg.</summary>
    public async Task<AssetKey> AddFileAsync(string path, double gain = 1)
    {
        var bytes = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-i", path, "-af", $"aresample=48000,volume={gain}", "-ac", "2",
            "-f", "f32le", "-");
        var samples = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, samples, 0, samples.Length * sizeof(float));
        return Add(path, samples);
    }

    public long SamplesOf(AssetKey key) => _sounds[key].Length / 2;

    public Task<ISoundStream> OpenAsync(SoundEvent sound, CancellationToken cancellationToken) =>
        Task.FromResult<ISoundStream>(new Memory(_sounds[sound.Key], (sound.SourceStart * 48_000).Round()));

    private sealed class Memory(float[] samples, long start) : ISoundStream
    {
        private int _at = (int)start * 2;

        public string? Problem => null;

        public ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
        {
            var count = Math.Min(interleaved.Length, samples.Length - _at);
            samples.AsMemory(_at, count).CopyTo(interleaved);
            _at += count;
            return ValueTask.FromResult(count / 2);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
