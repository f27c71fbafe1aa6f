// Twin of silo/pixels/Painting/PlaneSampler.cs (with LerpColumns, FilterColumns and CombineRows): a plane as the target
// wants it where rows stay rows. Shared constants: a byte is held as byte << 7 between the two directions.
#include "common.cuh"

struct WholeArgs
{
    Plane target;
    Plane source;
    int offsetX;
    int offsetY;
};

struct LinearSampleArgs
{
    Plane target;
    Plane source;
    Map map;
    int startX;
    int startY;
};

struct UprightArgs
{
    Plane target;
    Plane source;
    const int* columns;
    const i16* columnWeights;
    const int* rows;
    const i16* rowWeights;
    int columnTaps;
    int rowTaps;
};

// Moved by whole samples; outside of the source its edge repeats.
extern "C" __global__ void PlaneSampler_Whole(const WholeArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    const u8* from = row_of(args.source, clamp(args.offsetY + y, 0, args.source.height - 1));
    u8* to = row_of(args.target, y) + x;
    const int first = args.offsetX + x;
    if (count >= 16 && first >= 0 && first + 16 <= args.source.width)
    {
        store16(to, load16(from + first, 16), 16);
        return;
    }

    for (int i = 0; i < 16 && i < count; i++) to[i] = from[clamp(first + i, 0, args.source.width - 1)];
}

// Two neighbours across, in 15 bits: left * (1 - w) + right * w as one dot product.
__device__ __forceinline__ int across(u32 weights, u32 leftAndRight)
{
    return (int)(dot2(weights, leftAndRight, 128u) >> 8);
}

// Two neighbours down, back to a byte.
__device__ __forceinline__ u32 down(int upper, int lower, int weight)
{
    const int value = upper + (((lower - upper) * weight + (1 << 14)) >> 15);
    return (u32)(value + 64) >> 7;
}

// Four stretched samples of one source row. Steps are at most one, so all of them lie within eight bytes.
__device__ __forceinline__ void stretch4(
    const u8* row, int width, const int* firsts, const u32* weights, int lowest, int highest, int* values)
{
    if (lowest >= 0 && highest + 1 < width)
    {
        const u32 shift = (u32)((u64)(row + lowest) & 3);
        const u32* words = (const u32*)(row + lowest - shift);
        const u32 low = words[0];
        const u32 high = (int)shift + highest + 1 - lowest >= 4 ? words[1] : 0;
#pragma unroll
        for (int i = 0; i < 4; i++)
        {
            const u32 at = shift + (u32)(firsts[i] - lowest);
            values[i] = across(weights[i], __byte_perm(low, high, at * 0x11u + 0x10u));
        }

        return;
    }

#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        const u32 left = row[clamp(firsts[i], 0, width - 1)];
        const u32 right = row[clamp(firsts[i] + 1, 0, width - 1)];
        values[i] = across(weights[i], left | right << 8);
    }
}

// Magnified, or as it is, by fractions: four columns and four rows a thread. What a row has stretched the next one
// mostly needs again.
extern "C" __global__ void PlaneSampler_Linear(const LinearSampleArgs args)
{
    const int x = 4 * thread_x();
    const int y = 4 * thread_y();
    const int count = args.target.width - x;
    if (count <= 0) return;
    const int width = args.source.width;
    const int height = args.source.height;
    int firsts[4];
    u32 weights[4];
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        // What lies beyond the last column is not stored: there the last one stands again.
        const int column = args.startX + (i < count ? x + i : x + count - 1);
        const i64 rounded = (args.map.x0 + args.map.xx * column + (1 << 16)) >> 17;
        const u32 fraction = (u32)(rounded & 32767);
        firsts[i] = clamp((int)(rounded >> 15), -2, width);
        weights[i] = (32768u - fraction) | fraction << 16;
    }

    const int lowest = firsts[0] < firsts[3] ? firsts[0] : firsts[3];
    const int highest = firsts[0] < firsts[3] ? firsts[3] : firsts[0];
    int upper[4] = {0, 0, 0, 0};
    int lower[4] = {0, 0, 0, 0};
    int upperRow = -1;
    int lowerRow = -1;
    for (int j = 0; j < 4 && y + j < args.target.height; j++)
    {
        const i64 rounded = (args.map.y0 + args.map.yy * (args.startY + y + j) + (1 << 16)) >> 17;
        const int first = clamp((int)(rounded >> 15), -2, height);
        const int above = clamp(first, 0, height - 1);
        const int below = clamp(first + 1, 0, height - 1);
        if (above == lowerRow)
        {
#pragma unroll
            for (int i = 0; i < 4; i++) upper[i] = lower[i];
        }
        else if (above != upperRow)
        {
            stretch4(row_of(args.source, above), width, firsts, weights, lowest, highest, upper);
        }

        if (below != lowerRow) stretch4(row_of(args.source, below), width, firsts, weights, lowest, highest, lower);
        upperRow = above;
        lowerRow = below;
        u32 word = 0;
#pragma unroll
        for (int i = 0; i < 4; i++) word |= down(upper[i], lower[i], (int)(rounded & 32767)) << (8 * i);
        store4(row_of(args.target, y + j) + x, word, count);
    }
}

__device__ __forceinline__ int stretched(const UprightArgs& args, const u8* row, int x)
{
    const int first = args.columns[x];
    const int last = args.source.width - 1;
    if (args.columnTaps == 2)
    {
        const u32 fraction = (u32)args.columnWeights[x];
        const u32 left = row[clamp(first, 0, last)];
        const u32 right = row[clamp(first + 1, 0, last)];
        return across((32768u - fraction) | fraction << 16, left | right << 8);
    }

    int sum = 0;
    for (int k = 0; k < args.columnTaps; k++)
    {
        const int weight = args.columnWeights[(i64)k * args.target.width + x];
        sum += (row[clamp(first + k, 0, last)] * weight + 128) >> 8;
    }

    return sum;
}

// Reduced along one axis or both, by the taps that AxisTaps_Compute has written.
extern "C" __global__ void PlaneSampler_Upright(const UprightArgs args)
{
    const int x = thread_x();
    const int y = thread_y();
    if (x >= args.target.width || y >= args.target.height) return;
    const int first = args.rows[y];
    const int last = args.source.height - 1;
    if (args.rowTaps == 2)
    {
        const int upper = stretched(args, row_of(args.source, clamp(first, 0, last)), x);
        const int lower = stretched(args, row_of(args.source, clamp(first + 1, 0, last)), x);
        row_of(args.target, y)[x] = (u8)down(upper, lower, args.rowWeights[y]);
        return;
    }

    int sum = 64;
    for (int k = 0; k < args.rowTaps; k++)
    {
        const int value = stretched(args, row_of(args.source, clamp(first + k, 0, last)), x);
        sum += (value * args.rowWeights[(i64)k * args.target.height + y] + (1 << 14)) >> 15;
    }

    row_of(args.target, y)[x] = (u8)(sum >> 7);
}
