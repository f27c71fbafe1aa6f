// Twin of silo/pixels/Painting/PlaneSampler.cs (with LerpColumns, FilterColumns and CombineRows): a plane as the target
// wants it where rows stay rows. Shared constants: a byte is held as byte << 7 between the two directions.
#include "common.cuh"

// Rows that a thread makes where lines are enough.
#define ROWS 8

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

// Two neighbours down, with the byte in the highest bits. Both shifts of the scalar form, by 15 and by 7, and their
// roundings are one: a floor of a floor is the floor of both. Weights come times four, so that the sum, which then is
// just below 2^32, ends at a whole byte.
__device__ __forceinline__ u32 down(int upper, int lower, u32 weight)
{
    const u32 rounding = 4u * ((1u << 14) + (64u << 15));
    return (u32)upper * (4u * 32768u - 4u * weight) + (u32)lower * (4u * weight) + rounding;
}

// Four columns of the target: their first samples, and the weights of the two that follow each other there.
struct Columns
{
    int firsts[4];
    u32 weights[4];
    u32 selectors[4]; // Of a pair among the eight bytes of two words ...
    int words;        // ... that begin at this byte of each row,
    bool isInWords;   // where all pairs lie inside of the row, and the rows inside of words alike.
    bool needsSecond;
};

__device__ __forceinline__ Columns columns_at(const LinearSampleArgs& args, int x, int count)
{
    Columns columns;
    const int width = args.source.width;
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        // What lies beyond the last column is not stored: there the last one stands again.
        const int column = args.startX + (i < count ? x + i : x + count - 1);
        const i64 rounded = (args.map.x0 + args.map.xx * column + (1 << 16)) >> 17;
        const u32 fraction = (u32)(rounded & 32767);
        columns.firsts[i] = clamp((int)(rounded >> 15), -2, width);
        columns.weights[i] = (32768u - fraction) | fraction << 16;
    }

    // Steps are at most one: four columns reach over five samples.
    const bool isForward = columns.firsts[0] < columns.firsts[3];
    const int lowest = isForward ? columns.firsts[0] : columns.firsts[3];
    const int highest = isForward ? columns.firsts[3] : columns.firsts[0];
    const int shift = (int)((u64)(args.source.data + lowest) & 3);
    columns.words = lowest - shift;
    columns.isInWords = lowest >= 0 && highest + 1 < width && (args.source.stride & 3) == 0;
    columns.needsSecond = highest + 1 - columns.words >= 4;
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        columns.selectors[i] = (u32)(columns.firsts[i] - columns.words) * 0x11u + 0x10u;
    }

    return columns;
}

// The four stretched samples of one source row.
__device__ __forceinline__ void stretch4(const u8* row, int width, const Columns& columns, int* values)
{
    if (columns.isInWords)
    {
        const u32* words = (const u32*)(row + columns.words);
        const u32 low = words[0];
        const u32 high = columns.needsSecond ? words[1] : 0;
#pragma unroll
        for (int i = 0; i < 4; i++)
        {
            values[i] = across(columns.weights[i], __byte_perm(low, high, columns.selectors[i]));
        }

        return;
    }

#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        const u32 left = row[clamp(columns.firsts[i], 0, width - 1)];
        const u32 right = row[clamp(columns.firsts[i] + 1, 0, width - 1)];
        values[i] = across(columns.weights[i], left | right << 8);
    }
}

// Magnified, or as it is, by fractions: four columns and eight rows a thread. What a row has stretched the next one
// mostly needs again.
extern "C" __global__ void PlaneSampler_Linear(const LinearSampleArgs args)
{
    const int x = 4 * thread_x();
    const int y = ROWS * thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    const int width = args.source.width;
    const int height = args.source.height;
    const Columns columns = columns_at(args, x, count);
    u8* to = row_of(args.target, y) + x;
    const bool isWords = count >= 4 && is_aligned(to, 4) && (args.target.stride & 3) == 0;
    const int end = args.target.height - y < ROWS ? args.target.height - y : ROWS;
    i64 position = args.map.y0 + args.map.yy * (args.startY + y) + (1 << 16);
    int upper[4] = {0, 0, 0, 0};
    int lower[4] = {0, 0, 0, 0};
    int upperRow = -1;
    int lowerRow = -1;
    for (int j = 0; j < end; j++)
    {
        const int first = clamp((int)(position >> 32), -2, height);
        const u32 weight = (u32)(position >> 17) & 32767u;
        const int above = clamp(first, 0, height - 1);
        const int below = clamp(first + 1, 0, height - 1);
        if (above == lowerRow)
        {
#pragma unroll
            for (int i = 0; i < 4; i++) upper[i] = lower[i];
        }
        else if (above != upperRow)
        {
            stretch4(row_of(args.source, above), width, columns, upper);
        }

        if (below != lowerRow) stretch4(row_of(args.source, below), width, columns, lower);
        upperRow = above;
        lowerRow = below;
        const u32 left = __byte_perm(down(upper[0], lower[0], weight), down(upper[1], lower[1], weight), 0x0073);
        const u32 right = __byte_perm(down(upper[2], lower[2], weight), down(upper[3], lower[3], weight), 0x0073);
        const u32 word = __byte_perm(left, right, 0x5410);
        if (isWords) *(u32*)to = word;
        else store4(to, word, count);
        position += args.map.yy;
        to += args.target.stride;
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
        row_of(args.target, y)[x] = (u8)(down(upper, lower, (u32)args.rowWeights[y]) >> 24);
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
