// Twin of silo/pixels/Painting/LayerCoverage.cs and LayerWeights.cs: how much of each target pixel a layer covers,
// times its opacity.
#include "common.cuh"

struct CoverageArgs
{
    Plane weights;
    Map map;    // Of the layer, from continuous target positions; the window's corner is taken off x0 and y0.
    i64 width;  // Of the window, and a target step within it.
    i64 height;
    i64 stepX;
    i64 stepY;
    int x; // Target pixel of the first weight.
    int y;
    int left; // Nothing is seen outside of these.
    int top;
    int right;
    int bottom;
    int opacity;
    int isUpright;
};

__device__ __forceinline__ int ramp(i64 distance, i64 step)
{
    const i64 half = step >> 1;
    if (distance >= half) return 65536;
    if (distance <= -half) return 0;
    return (int)(((distance + half) << 16) / step);
}

__device__ __forceinline__ int covered(i64 position, i64 size, i64 step)
{
    const int value = ramp(position, step) + ramp(size - position, step) - 65536;
    return value > 0 ? value : 0;
}

__device__ __forceinline__ u32 weight_at(const CoverageArgs& args, int x, int y)
{
    if (x < args.left || x >= args.right || y < args.top || y >= args.bottom) return 0;
    const Map& map = args.map;
    if (args.isUpright != 0)
    {
        const int column = covered(map.xx * x + (map.xx >> 1) + map.x0, args.width, args.stepX);
        const int row = covered(map.yy * y + (map.yy >> 1) + map.y0, args.height, args.stepY);
        const int factor = (row * args.opacity + (1 << 15)) >> 16;
        return (u32)(((column * 255 + (1 << 15)) >> 16) * factor + 128) >> 8;
    }

    const i64 sourceX = map.xx * x + map.xy * y + ((map.xx + map.xy) >> 1) + map.x0;
    const i64 sourceY = map.yx * x + map.yy * y + ((map.yx + map.yy) >> 1) + map.y0;
    const i64 both = (i64)covered(sourceX, args.width, args.stepX) * covered(sourceY, args.height, args.stepY);
    const u32 weight = (u32)((both * 255 + (1LL << 31)) >> 32);
    return (weight * (u32)args.opacity + 128u) >> 8;
}

extern "C" __global__ void LayerCoverage_Fill(const CoverageArgs args)
{
    const int x = 4 * thread_x();
    const int y = thread_y();
    const int count = args.weights.width - x;
    if (count <= 0 || y >= args.weights.height) return;
    u32 word = 0;
#pragma unroll
    for (int i = 0; i < 4; i++) word |= weight_at(args, args.x + x + i, args.y + y) << (8 * i);
    store4(row_of(args.weights, y) + x, word, count);
}
