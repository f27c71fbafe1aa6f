using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Framemill.Media.Sound;

/// <summary>
/// Integrated loudness after ITU-R BS.1770-4: K-weighting, blocks of 400 ms that overlap by 75 %, an absolute gate at
/// -70 LUFS and a relative one 10 LU below the rest. Stereo at 48 kHz.
/// </summary>
internal sealed class LoudnessMeter
{
    private const int StepSamples = SoundFormat.Rate / 10;
    private const int StepsPerBlock = 4;
    private const double AbsoluteGate = -70;
    private const double RelativeGate = -10;

    private readonly List<double> _steps = [];
    private KWeighting _filter;
    private Vector128<double> _sum;
    private int _inStep;

    /// <param name="interleaved">Left and right in turn.</param>
    public void Add(ReadOnlySpan<float> interleaved)
    {
        while (interleaved.Length > 1)
        {
            var samples = Math.Min(interleaved.Length / 2, StepSamples - _inStep);
            AddPart(interleaved[..(2 * samples)]);
            interleaved = interleaved[(2 * samples)..];
            _inStep += samples;
            if (_inStep < StepSamples) continue;
            _steps.Add((_sum[0] + _sum[1]) / StepSamples);
            _sum = default;
            _inStep = 0;
        }
    }

    /// <summary>
    /// Both channels go through the same filter side by side, one in each half of the vector. The filter's state stays
    /// in registers meanwhile.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPart(ReadOnlySpan<float> interleaved)
    {
        var (filter, sum) = (_filter, _sum);
        for (var i = 0; i + 1 < interleaved.Length; i += 2)
        {
            var weighted = filter.Next(Vector128.Create(interleaved[i], (double)interleaved[i + 1]));
            sum += weighted * weighted;
        }

        (_filter, _sum) = (filter, sum);
    }

    /// <summary>LUFS of all that was added; negative infinity for silence and for less than one block.</summary>
    public double Integrated()
    {
        var blocks = Blocks().Where(power => Loudness(power) > AbsoluteGate).ToList();
        if (blocks.Count == 0) return double.NegativeInfinity;
        var gate = Loudness(blocks.Average()) + RelativeGate;
        return Loudness(blocks.Where(power => Loudness(power) > gate).Average());
    }

    private static double Loudness(double power) => -0.691 + (10 * Math.Log10(power));

    private IEnumerable<double> Blocks()
    {
        for (var i = 0; i + StepsPerBlock <= _steps.Count; i++)
            yield return (_steps[i] + _steps[i + 1] + _steps[i + 2] + _steps[i + 3]) / StepsPerBlock;
    }

    /// <summary>
    /// The two filters of the recommendation, with its coefficients for 48 kHz, in direct form II transposed.
    /// </summary>
    private struct KWeighting
    {
        private Vector128<double> _shelf1, _shelf2, _high1, _high2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<double> Next(Vector128<double> input)
        {
            var shelf = (input * 1.53512485958697) + _shelf1;
            _shelf1 = (input * -2.69169618940638) + _shelf2 - (shelf * -1.69065929318241);
            _shelf2 = (input * 1.19839281085285) - (shelf * 0.73248077421585);
            var high = shelf + _high1;
            _high1 = (shelf * -2.0) + _high2 - (high * -1.99004745483398);
            _high2 = shelf - (high * 0.99007225036621);
            return high;
        }
    }
}
