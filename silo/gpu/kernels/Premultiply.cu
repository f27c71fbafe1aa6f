// Twin of silo/pixels/Kernels/Premultiply.cs and ReduceWeights.cs: alpha, or weights, at chroma's resolution. Colour
// times alpha itself is BlendRow_Multiply.
#include "common.cuh"

struct ReduceArgs
{
    Plane target;
    Plane source;
};

// 1-2-1 across, because chroma is sited left, and the mean of two rows down. Outside the plane its edge repeats.
__device__ __forceinline__ u32 reduced(const u8* upper, const u8* lower, int last, int chroma)
{
    const int middle = 2 * chroma;
    const int left = middle > 0 ? middle - 1 : 0;
    const int right = middle < last ? middle + 1 : last;
    const int sum = upper[left] + lower[left] + upper[right] + lower[right] + 2 * (upper[middle] + lower[middle]);
    return (u32)(sum + 4) >> 3;
}

// Eight samples a thread. Even bytes of a word are middles, odd ones are right of them and, a sample on, left.
extern "C" __global__ void Premultiply_ReduceAlpha(const ReduceArgs args)
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
        const int before = 2 * x > 0 ? 2 * x - 1 : 0;
        u32 carried = (u32)(upper[before] + lower[before]) << 16; // The odd sum before these: as if in a word's end.
        u32 sums[4];
#pragma unroll
        for (int w = 0; w < 4; w++)
        {
            const u32 even = (top.word[w] & 0x00FF00FFu) + (bottom.word[w] & 0x00FF00FFu);
            const u32 odd = ((top.word[w] >> 8) & 0x00FF00FFu) + ((bottom.word[w] >> 8) & 0x00FF00FFu);
            const u32 left = __byte_perm(carried, odd, 0x5432);
            sums[w] = (left + odd + 2 * even + 0x00040004u) >> 3;
            carried = odd;
        }

        store4(to, __byte_perm(sums[0], sums[1], 0x6420), 4);
        store4(to + 4, __byte_perm(sums[2], sums[3], 0x6420), 4);
        return;
    }

    for (int i = 0; i < 8 && i < count; i++) to[i] = (u8)reduced(upper, lower, last, x + i);
}
