// Twin of silo/pixels/Kernels/BlendRow.cs: layers over a target, sixteen bytes a thread.
#include "common.cuh"

struct BlendArgs
{
    Plane target;
    Plane source;
    Plane weights;
};

struct OverArgs
{
    Plane target;
    Plane source;
    Plane alpha;
    const u8* rows; // Where a row's byte is zero the target stays as it is; null for all rows.
};

struct BlendEvenArgs
{
    Plane target;
    Plane source;
    int factor;
};

extern "C" __global__ void BlendRow_Mix(const BlendArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    u8* to = row_of(args.target, y) + x;
    const Lanes above = load16(row_of(args.source, y) + x, count);
    const Lanes weights = load16(row_of(args.weights, y) + x, count);
    Lanes below = load16(to, count);
#pragma unroll
    for (int w = 0; w < 4; w++) below.word[w] = mix4(below.word[w], above.word[w], weights.word[w]);
    store16(to, below, count);
}

// The same weight everywhere, 0 to 255: a cross-fade reads no weights.
extern "C" __global__ void BlendRow_MixEven(const BlendEvenArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    const u32 weights = (u32)args.factor * 0x01010101u;
    u8* to = row_of(args.target, y) + x;
    const Lanes above = load16(row_of(args.source, y) + x, count);
    Lanes below = load16(to, count);
#pragma unroll
    for (int w = 0; w < 4; w++) below.word[w] = mix4(below.word[w], above.word[w], weights);
    store16(to, below, count);
}

extern "C" __global__ void BlendRow_Over(const OverArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    if (args.rows != 0 && args.rows[y] == 0) return;
    u8* to = row_of(args.target, y) + x;
    const Lanes above = load16(row_of(args.source, y) + x, count);
    const Lanes alpha = load16(row_of(args.alpha, y) + x, count);
    Lanes below = load16(to, count);
#pragma unroll
    for (int w = 0; w < 4; w++) below.word[w] = over4(below.word[w], above.word[w], alpha.word[w]);
    store16(to, below, count);
}

// The target may be one of the two.
extern "C" __global__ void BlendRow_Multiply(const BlendArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    Lanes values = load16(row_of(args.source, y) + x, count);
    const Lanes weights = load16(row_of(args.weights, y) + x, count);
#pragma unroll
    for (int w = 0; w < 4; w++) values.word[w] = multiply4(values.word[w], weights.word[w]);
    store16(row_of(args.target, y) + x, values, count);
}

extern "C" __global__ void BlendRow_Fade(const BlendEvenArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    Lanes values = load16(row_of(args.source, y) + x, count);
#pragma unroll
    for (int w = 0; w < 4; w++) values.word[w] = fade4(values.word[w], (u32)args.factor);
    store16(row_of(args.target, y) + x, values, count);
}
