// Twin of silo/pixels/Conversion/PixelConvert.cs: planes to packed RGB, each pixel with the nearest chroma sample.
#include "common.cuh"

struct ToRgbArgs
{
    u8* pixels;
    i64 stride;
    Plane y;
    Plane u;
    Plane v;
};

// Four pixels a thread: twelve bytes, which are three words.
extern "C" __global__ void PixelConvert_ToRgb24(const ToRgbArgs args)
{
    const int x = 4 * thread_x();
    const int y = thread_y();
    const int count = args.y.width - x;
    if (count <= 0 || y >= args.y.height) return;
    u32 words[3] = {0, 0, 0};
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        if (i >= count) continue;
        const int grey = (row_of(args.y, y)[x + i] - 16) * 76309 + (1 << 15);
        const int u = row_of(args.u, y >> 1)[(x + i) >> 1] - 128;
        const int v = row_of(args.v, y >> 1)[(x + i) >> 1] - 128;
        const u32 channels[3] = {
            (u32)clamp((grey + 117489 * v) >> 16, 0, 255),
            (u32)clamp((grey - 13975 * u - 34925 * v) >> 16, 0, 255),
            (u32)clamp((grey + 138438 * u) >> 16, 0, 255)};
#pragma unroll
        for (int c = 0; c < 3; c++) words[(3 * i + c) >> 2] |= channels[c] << (8 * ((3 * i + c) & 3));
    }

    u8* to = args.pixels + y * args.stride + 3 * (i64)x;
#pragma unroll
    for (int w = 0; w < 3; w++)
    {
        if (3 * count > 4 * w) store4(to + 4 * w, words[w], 3 * count - 4 * w);
    }
}
