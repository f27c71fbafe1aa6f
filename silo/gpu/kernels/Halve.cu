// Twin of silo/pixels/Kernels/Halve.cs: the rounded mean of two by two samples.
#include "common.cuh"

struct HalveArgs
{
    Plane target;
    Plane source;
};

__device__ __forceinline__ u32 mean_of_pairs(u32 upper, u32 lower)
{
    const u32 sum = (upper & 0x00FF00FFu) + ((upper >> 8) & 0x00FF00FFu)
        + (lower & 0x00FF00FFu) + ((lower >> 8) & 0x00FF00FFu);
    return (sum + 0x00020002u) >> 2;
}

// Eight means a thread, from sixteen samples of each row. The last row and column repeat where the size is odd: the
// mean of a column and itself is the mean of its two samples.
extern "C" __global__ void Halve_Plane(const HalveArgs args)
{
    const int x = 8 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    const int last = args.source.width - 1;
    const u8* upper = row_of(args.source, 2 * y);
    const u8* lower = 2 * y + 1 < args.source.height ? upper + args.source.stride : upper;
    u8* to = row_of(args.target, y) + x;
    if (2 * x + 15 <= last && is_aligned(upper, 16) && is_aligned(lower, 16) && is_aligned(to, 4))
    {
        const Lanes top = load16(upper + 2 * x, 16);
        const Lanes bottom = load16(lower + 2 * x, 16);
#pragma unroll
        for (int w = 0; w < 2; w++)
        {
            const u32 first = mean_of_pairs(top.word[2 * w], bottom.word[2 * w]);
            const u32 second = mean_of_pairs(top.word[2 * w + 1], bottom.word[2 * w + 1]);
            store4(to + 4 * w, __byte_perm(first, second, 0x6420), 4);
        }

        return;
    }

    for (int i = 0; i < 8 && i < count; i++)
    {
        const int left = 2 * (x + i);
        const int right = left < last ? left + 1 : last;
        to[i] = (u8)((upper[left] + upper[right] + lower[left] + lower[right] + 2) >> 2);
    }
}
