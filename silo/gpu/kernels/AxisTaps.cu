// Twin of silo/pixels/Kernels/AxisTaps.cs: which source samples make a target sample along one axis, and how much of
// each. One thread a target column (or row); the weights of one tap lie side by side.
#include "common.cuh"

#define TRIANGLE_TAPS_MAX 9

struct TapsArgs
{
    int* firsts;
    i16* weights;
    i64 origin;
    i64 step;
    int start;
    int count;
    int size;
    int taps;
};

extern "C" __global__ void AxisTaps_Compute(const TapsArgs args)
{
    const int i = thread_x();
    if (i >= args.count) return;
    const i64 position = args.origin + args.step * (args.start + i);
    if (args.taps == 2)
    {
        const i64 rounded = (position + (1 << 16)) >> 17;
        args.weights[i] = (i16)(rounded & 32767);
        args.firsts[i] = clamp((int)(rounded >> 15), -2, args.size);
        return;
    }

    const i64 radius = args.step < 0 ? -args.step : args.step;
    const i64 centre = (position + (1 << 15)) >> 16;
    const i64 reach = (radius + (1 << 15)) >> 16;
    const i64 first = (centre - reach + 0xFFFF) >> 16;
    i64 raw[TRIANGLE_TAPS_MAX + 1];
    i64 sum = 0;
    for (int k = 0; k < args.taps; k++)
    {
        const i64 away = (first + k) * 65536 - centre;
        const i64 height = reach - (away < 0 ? -away : away);
        raw[k] = height > 0 ? height : 0;
        sum += raw[k];
    }

    const i64 reciprocal = (1LL << 47) / sum;
    i64 left = 32768;
    int largest = 0;
    for (int k = 0; k < args.taps; k++)
    {
        raw[k] = (raw[k] * reciprocal + (1LL << 31)) >> 32;
        left -= raw[k];
        if (raw[k] > raw[largest]) largest = k;
    }

    // What rounding left over goes to the middle; a tap of the whole unit does not fit 16 bits, so one goes beside it.
    raw[largest] += left;
    if (raw[largest] == 32768)
    {
        raw[largest]--;
        raw[largest == 0 ? 1 : largest - 1]++;
    }

    for (int k = 0; k < args.taps; k++) args.weights[(i64)k * args.count + i] = (i16)raw[k];
    args.firsts[i] = clamp((int)first, -args.taps, args.size);
}
