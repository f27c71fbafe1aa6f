namespace Framemill.Media.Sound;

/// <summary>Three buses and their sum: speech leads, music makes room, effects stay.</summary>
internal sealed class MixDesk
{
    private readonly Ducker? _ducker;
    private readonly MixBus _speech;
    private readonly MixBus _music;
    private readonly MixBus _effects;
    private float[] _speechBlock = [];
    private float[] _musicBlock = [];
    private float[] _effectsBlock = [];
    private float _musicGain = 1;

    public MixDesk(SoundOptions options, SoundPlan plan)
    {
        var roles = plan.Events.Select(sound => sound.Role).ToHashSet();
        if (roles.Contains(MixRole.Speech) && roles.Contains(MixRole.Music)) _ducker = new Ducker(options);
        const int hopsPerBlock = SoundFormat.BlockSamples / SoundFormat.HopSamples;
        var behind = _ducker is null ? 0 : (_ducker.LookAheadHops + hopsPerBlock - 1) / hopsPerBlock;
        (_speech, _music, _effects) = (new MixBus(behind), new MixBus(behind), new MixBus(behind));
    }

    public double DuckedSeconds => (_ducker?.HopsDucked ?? 0) * (double)SoundFormat.HopSamples / SoundFormat.Rate;

    public void Begin()
    {
        _speechBlock = _speech.Begin();
        _musicBlock = _music.Begin();
        _effectsBlock = _effects.Begin();
    }

    /// <summary>Where sounds of a role are added for the block that was begun.</summary>
    public float[] BusOf(MixRole role) => role switch
    {
        MixRole.Speech => _speechBlock,
        MixRole.Music => _musicBlock,
        MixRole.Effect => _effectsBlock,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The sum of the oldest block; null while the ducker has not heard far enough ahead.</summary>
    public float[]? End()
    {
        Hear();
        if (_speech.Take() is not { } sum || _music.Take() is not { } music || _effects.Take() is not { } effects)
            return null;
        AddMusic(music, sum);
        MixKernels.AddScaled(effects, 1, sum);
        return sum;
    }

    private void Hear()
    {
        const int hop = SoundFormat.HopSamples * SoundFormat.Channels;
        for (var at = 0; _ducker is not null && at < _speechBlock.Length; at += hop)
            _ducker.Hear(MixKernels.Level(_speechBlock.AsSpan(at, hop)));
    }

    private void AddMusic(float[] music, float[] sum)
    {
        const int hop = SoundFormat.HopSamples * SoundFormat.Channels;
        for (var at = 0; at < music.Length; at += hop)
        {
            var from = _musicGain;
            if (_ducker is not null) _musicGain = _ducker.Next();
            MixKernels.AddRamp(music.AsSpan(at, hop), from, _musicGain, sum.AsSpan(at, hop));
        }
    }
}
