// Twin of silo/pixels/Kernels/SmoothRow.cs and of CombineRows.Filter as PlaneBlur.cs uses it: a bell of at most 31
// weights, over rows first, then over columns. Which weight is next is known only as it runs: so the arguments stay
// where they are, in constant memory, instead of being copied to where an index can reach them.
#include "common.cuh"

#define BELL_TAPS_MAX 31

struct SmoothRowArgs
{
    i16* target; // Values of 15 bits, rows `targetStride` values apart; both multiples of 16 bytes.
    int targetStride;
    int taps;
    Plane source;
    i16 weights[BELL_TAPS_MAX + 1];
};

struct CombineArgs
{
    const i16* source;
    int sourceStride;
    int taps;
    Plane target;
    i16 weights[BELL_TAPS_MAX + 1];
};

// Eight values a thread. Each byte that comes in serves all of them: the window moves on by one for each weight.
extern "C" __global__ void SmoothRow_Row(const __grid_constant__ SmoothRowArgs args)
{
    const int x = 8 * thread_x();
    const int y = thread_y();
    if (x >= args.source.width || y >= args.source.height) return;
    const u8* row = row_of(args.source, y);
    const int last = args.source.width - 1;
    const int from = x - args.taps / 2;
    int window[8];
    int sums[8];
#pragma unroll
    for (int i = 0; i < 8; i++)
    {
        window[i] = i < 7 ? row[clamp(from + i, 0, last)] : 0;
        sums[i] = 0;
    }

    for (int k = 0; k < args.taps; k++)
    {
        const int weight = args.weights[k];
        window[7] = row[clamp(from + 7 + k, 0, last)];
#pragma unroll
        for (int i = 0; i < 8; i++)
        {
            // ((byte << 7) * weight + 2^14) >> 15, in fewer bits.
            sums[i] += (window[i] * weight + 128) >> 8;
            window[i] = i < 7 ? window[i + 1] : 0;
        }
    }

    // The rows are padded to whole groups of eight.
    uint4 packed;
    packed.x = (u32)sums[0] | (u32)sums[1] << 16;
    packed.y = (u32)sums[2] | (u32)sums[3] << 16;
    packed.z = (u32)sums[4] | (u32)sums[5] << 16;
    packed.w = (u32)sums[6] | (u32)sums[7] << 16;
    *(uint4*)(args.target + (i64)y * args.targetStride + x) = packed;
}

// Eight columns and four rows a thread: each row of values is read once for all rows that it serves.
extern "C" __global__ void CombineRows_Filter(const __grid_constant__ CombineArgs args)
{
    const int x = 8 * thread_x();
    const int y = 4 * thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    int sums[4][8];
#pragma unroll
    for (int j = 0; j < 4; j++)
    {
#pragma unroll
        for (int i = 0; i < 8; i++) sums[j][i] = 64;
    }

    for (int k = 0; k < args.taps + 3; k++)
    {
        const int row = clamp(y - args.taps / 2 + k, 0, args.target.height - 1);
        const uint4 packed = *(const uint4*)(args.source + (i64)row * args.sourceStride + x);
        const u32 words[4] = {packed.x, packed.y, packed.z, packed.w};
#pragma unroll
        for (int j = 0; j < 4; j++)
        {
            if (k < j || k - j >= args.taps) continue;
            const int weight = args.weights[k - j];
#pragma unroll
            for (int i = 0; i < 8; i++)
            {
                const int value = (int)((words[i >> 1] >> (16 * (i & 1))) & 0xFFFFu);
                sums[j][i] += (value * weight + (1 << 14)) >> 15;
            }
        }
    }

#pragma unroll
    for (int j = 0; j < 4; j++)
    {
        if (y + j >= args.target.height) continue;
        u32 low = 0;
        u32 high = 0;
#pragma unroll
        for (int i = 0; i < 4; i++)
        {
            low |= ((u32)sums[j][i] >> 7) << (8 * i);
            high |= ((u32)sums[j][i + 4] >> 7) << (8 * i);
        }

        u8* to = row_of(args.target, y + j) + x;
        store4(to, low, count);
        if (count > 4) store4(to + 4, high, count - 4);
    }
}
