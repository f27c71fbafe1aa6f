// Twin of silo/pixels/Kernels/ChromaKeyRow.cs, with the stretching of chroma (ChromaRow.cs) and the halving of luma
// (Halve.cs) that ChromaKeyer.cs does around it.
#include "common.cuh"

struct KeyTerms
{
    int red;
    int green;
    int blue;
    int threshold;
    int halo;
    int haloGain;
    int spillSpan;
    int spillEnd;
    int spillGain;
    int directionU;
    int directionV;
};

struct KeyAlphaArgs
{
    Plane target;
    Plane alpha; // Of the source; without data where that is opaque.
    Plane y;
    Plane u;
    Plane v;
    KeyTerms key;
};

struct UnspillArgs
{
    Plane targetU;
    Plane targetV;
    Plane y;
    Plane u;
    Plane v;
    KeyTerms key;
};

__device__ __forceinline__ int distance(int luma, int u, int v, const KeyTerms& key)
{
    const int grey = (luma - 16) * 76309 + (1 << 15);
    const int toBlue = u - 128;
    const int toRed = v - 128;
    const int red = clamp((grey + 117489 * toRed) >> 16, 0, 255);
    const int green = clamp((grey - 13975 * toBlue - 34925 * toRed) >> 16, 0, 255);
    const int blue = clamp((grey + 138438 * toBlue) >> 16, 0, 255);
    const int mean = (red + key.red) >> 1;
    const int r = red - key.red;
    const int g = green - key.green;
    const int b = blue - key.blue;
    const int square = (512 + mean) * r * r + 1024 * g * g + (767 - mean) * b * b;
    return (int)__fsqrt_rn((float)square);
}

// ChromaRow.Between: a luma row lies a quarter of the way between two of chroma.
__device__ __forceinline__ int between(const u8* near, const u8* far, int at)
{
    return (3 * near[at] + far[at] + 2) >> 2;
}

// Four pixels a thread: two chroma samples and the one after them.
extern "C" __global__ void ChromaKeyRow_Alpha(const KeyAlphaArgs args)
{
    const int x = 4 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    const int near = y >> 1;
    const int far = clamp((y & 1) == 0 ? near - 1 : near + 1, 0, args.u.height - 1);
    const int last = args.u.width - 1;
    const u8* luma = row_of(args.y, y) + x;
    int us[3];
    int vs[3];
#pragma unroll
    for (int i = 0; i < 3; i++)
    {
        const int at = clamp((x >> 1) + i, 0, last);
        us[i] = between(row_of(args.u, near), row_of(args.u, far), at);
        vs[i] = between(row_of(args.v, near), row_of(args.v, far), at);
    }

    u32 word = 0;
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        // ChromaRow.Double: chroma is sited left, so every other pixel lies between two samples.
        const int u = (i & 1) == 0 ? us[i >> 1] : (us[i >> 1] + us[(i >> 1) + 1] + 1) >> 1;
        const int v = (i & 1) == 0 ? vs[i >> 1] : (vs[i >> 1] + vs[(i >> 1) + 1] + 1) >> 1;
        if (i >= count) continue;
        const int beyond = clamp(distance(luma[i], u, v, args.key) - args.key.threshold, 0, args.key.halo);
        u32 alpha = ((u32)(beyond * args.key.haloGain) + (1u << 15)) >> 16;
        if (args.alpha.data != 0) alpha = (u32)divide255((int)alpha * row_of(args.alpha, y)[x + i]);
        word |= alpha << (8 * i);
    }

    store4(row_of(args.target, y) + x, word, count);
}

extern "C" __global__ void ChromaKeyRow_Unspill(const UnspillArgs args)
{
    const int x = thread_x();
    const int y = thread_y();
    if (x >= args.u.width || y >= args.u.height) return;
    const u8* upper = row_of(args.y, 2 * y);
    const u8* lower = 2 * y + 1 < args.y.height ? upper + args.y.stride : upper;
    const int luma = 2 * x + 1 < args.y.width
        ? (upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) >> 2
        : upper[2 * x];
    const int u = row_of(args.u, y)[x];
    const int v = row_of(args.v, y)[x];
    const int away = distance(luma, u, v, args.key);
    const int near = clamp(args.key.spillEnd - away, 0, args.key.spillSpan);
    const int weight = (int)((u32)(near * args.key.spillGain) >> 16);
    const int blue = u - 128;
    const int red = v - 128;
    const int along = blue * args.key.directionU + red * args.key.directionV;
    const int side = red * args.key.directionU - blue * args.key.directionV;
    const int across = side < 0 ? -side : side;
    const int spilled = ((along > across ? along - across : 0) * weight) >> 8;
    row_of(args.targetU, y)[x] =
        (u8)clamp(blue - ((spilled * args.key.directionU + (1 << 15)) >> 16) + 128, 0, 255);
    row_of(args.targetV, y)[x] =
        (u8)clamp(red - ((spilled * args.key.directionV + (1 << 15)) >> 16) + 128, 0, 255);
}
