namespace Framemill.Tests.Unit.Sound;

/// <summary>Stereo signals at 48 kHz, the same in every run.</summary>
internal static class Signals
{
    public static float[] Tone(double seconds, double hertz, double amplitude, double phase = 0)
    {
        var samples = new float[(int)(seconds * 48_000) * 2];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(amplitude * Math.Sin(phase + (2 * Math.PI * hertz * (i / 2) / 48_000)));
        return samples;
    }

    public static float[] Noise(int samples, ulong seed, double amplitude)
    {
        var values = new float[samples * 2];
        foreach (ref var value in values.AsSpan())
        {
            seed = (seed * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
            value = (float)(amplitude * (((seed >> 40) / (double)(1 << 23)) - 1));
        }

        return values;
    }
}
