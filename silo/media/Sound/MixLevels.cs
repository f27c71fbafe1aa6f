namespace Framemill.Media.Sound;

/// <summary>What a mix is like before it is normalised.</summary>
/// <param name="Loudness">Integrated, in LUFS; negative infinity for silence and for less than 400 ms.</param>
/// <param name="Peak">True peak as amplitude; 1 is full scale.</param>
internal readonly record struct MixLevels(double Loudness, float Peak);
