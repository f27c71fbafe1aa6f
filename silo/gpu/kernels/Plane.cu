// Twin of silo/pixels/Images/Plane.cs: copying and filling.
#include "common.cuh"

struct CopyArgs
{
    Plane target;
    Plane source;
};

struct FillArgs
{
    Plane target;
    int value;
};

// Four rows a thread: their loads are all under way before the first store.
extern "C" __global__ void Plane_CopyTo(const CopyArgs args)
{
    const int x = 16 * thread_x();
    const int y = 4 * thread_y();
    const int count = args.target.width - x;
    if (count <= 0) return;
    Lanes rows[4];
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        if (y + i < args.target.height) rows[i] = load16(row_of(args.source, y + i) + x, count);
    }

#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        if (y + i < args.target.height) store16(row_of(args.target, y + i) + x, rows[i], count);
    }
}

extern "C" __global__ void Plane_Fill(const FillArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.target.width - x;
    if (count <= 0 || y >= args.target.height) return;
    Lanes lanes;
#pragma unroll
    for (int w = 0; w < 4; w++) lanes.word[w] = (u32)args.value * 0x01010101u;
    store16(row_of(args.target, y) + x, lanes, count);
}
