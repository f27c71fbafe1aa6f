// Twin of silo/pixels/Kernels/AffineRow.cs: a plane sampled along slanted lines, bilinear, positions in 1/256 sample.
#include "common.cuh"

struct AffineArgs
{
    Plane target;
    Plane source;
    Map map;
    int startX;
    int startY;
};

// Beyond this nothing is seen: the clamp only keeps the 16.16 sums from overflowing.
#define FAR ((16384 + 64) << 16)

__device__ __forceinline__ int position(i64 exact)
{
    const i64 rounded = (exact + (1 << 15)) >> 16;
    return rounded < -FAR ? -FAR : rounded > FAR ? FAR : (int)rounded;
}

__device__ __forceinline__ int steps(i64 step, int count)
{
    return (int)((step * count + (1 << 15)) >> 16);
}

__device__ __forceinline__ u32 sample(const Plane& source, int x, int y)
{
    // Clamping the position repeats the edge, and on the last sample the fraction is zero.
    const int px = clamp(x, 0, (source.width - 1) << 16);
    const int py = clamp(y, 0, (source.height - 1) << 16);
    const int fx = (px >> 8) & 255;
    const int fy = (py >> 8) & 255;
    const u8* upper = row_of(source, py >> 16) + (px >> 16);
    const u8* lower = (py >> 16) + 1 < source.height ? upper + source.stride : upper;
    const int right = fx != 0 ? 1 : 0;
    const int top = upper[0] * (256 - fx) + upper[right] * fx;
    const int bottom = lower[0] * (256 - fx) + lower[right] * fx;
    return (u32)(top * (256 - fy) + bottom * fy + (1 << 15)) >> 16;
}

// Half a block a thread. A block begins at each multiple of eight of the target, where the position is taken exactly;
// inside it the steps are added in 16.16.
extern "C" __global__ void AffineRow_Row(const AffineArgs args)
{
    const int end = args.startX + args.target.width;
    const int first = (args.startX & -4) + 4 * thread_x();
    const int y = thread_y();
    if (first >= end || y >= args.target.height) return;
    const i64 block = first & -8;
    const i64 row = args.startY + y;
    const int x = position(args.map.x0 + args.map.xy * row + args.map.xx * block);
    const int down = position(args.map.y0 + args.map.yy * row + args.map.yx * block);
    u8* to = row_of(args.target, y);
    u32 word = 0;
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        const int at = (first & 4) + i;
        const u32 sampleX = (u32)x + (u32)steps(args.map.xx, at);
        const u32 sampleY = (u32)down + (u32)steps(args.map.yx, at);
        word |= sample(args.source, (int)sampleX, (int)sampleY) << (8 * i);
    }

    if (first >= args.startX)
    {
        store4(to + (first - args.startX), word, end - first);
        return;
    }

    for (int i = args.startX - first; i < 4 && first + i < end; i++)
    {
        to[first + i - args.startX] = (u8)(word >> (8 * i));
    }
}
