// Twin of silo/pixels/Kernels/LinearRow.cs: (value - pivot) * gain + offset, cut to bytes.
#include "common.cuh"

struct LinearArgs
{
    Plane target;
    Plane source;
    int gain;
    int constant;
};

// The two shifts of the scalar form, by 15 after six bits up and by three, are one by twelve: a floor of a floor is the
// floor of both. So pivot, both roundings and offset are one constant, which the caller has summed up.
extern "C" __global__ void LinearRow_Row(const LinearArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    Lanes lanes = load16(row_of(args.source, y) + x, count);
#pragma unroll
    for (int w = 0; w < 4; w++)
    {
        u32 word = 0;
#pragma unroll
        for (int b = 0; b < 4; b++)
        {
            const int value = (int)((lanes.word[w] >> (8 * b)) & 255u);
            word |= (u32)clamp((value * args.gain + args.constant) >> 12, 0, 255) << (8 * b);
        }

        lanes.word[w] = word;
    }

    store16(row_of(args.target, y) + x, lanes, count);
}
