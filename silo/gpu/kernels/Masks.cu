// Twins of silo/pixels/Masks: each multiplies the weights that are there by its own. Distances are doubles, as in C#:
// without fused multiply-adds, their operations are rounded alike on both sides.
#include "common.cuh"

struct MaskPlace
{
    Plane weights;
    int x; // Target pixel of the first weight.
    int y;
};

struct LinearMaskArgs
{
    MaskPlace place;
    i64 stepX;
    i64 stepY;
    i64 origin;
};

struct CircleMaskArgs
{
    MaskPlace place;
    double centreX;
    double centreY;
    double radius;
    double scale;
};

struct ClockMaskArgs
{
    MaskPlace place;
    double centreX;
    double centreY;
    double sine;
    double cosine;
    int quarter; // Below 0 nothing is seen, from 4 on all.
};

struct RoundedMaskArgs
{
    MaskPlace place;
    double left;
    double top;
    double width;
    double height;
    double radius;
};

struct PlaneMaskArgs
{
    MaskPlace place;
    Plane matte;
    int matteX; // Target pixel of the matte's first sample.
    int matteY;
    int isLuma;
    int isInverted;
};

struct LinearMask
{
    const LinearMaskArgs& args;

    __device__ __forceinline__ u32 operator()(int x, int y) const
    {
        const i64 value = (args.origin + args.stepY * y + args.stepX * x) >> 24;
        return value < 0 ? 0 : value > 255 ? 255 : (u32)value;
    }
};

// A distance to the rim as a weight: on the rim one half.
__device__ __forceinline__ u32 rim(double inside)
{
    const double moved = inside + 0.5;
    const double cut = moved < 0.0 ? 0.0 : moved > 1.0 ? 1.0 : moved;
    return (u32)(cut * 255.0 + 0.5);
}

struct CircleMask
{
    const CircleMaskArgs& args;

    __device__ __forceinline__ u32 operator()(int x, int y) const
    {
        const double dx = (x + 0.5) - args.centreX;
        const double dy = (y + 0.5) - args.centreY;
        return rim((args.radius - sqrt(dx * dx + dy * dy)) * args.scale);
    }
};

struct ClockMask
{
    const ClockMaskArgs& args;

    __device__ __forceinline__ u32 operator()(int x, int y) const
    {
        if (args.quarter < 0) return 0;
        if (args.quarter > 3) return 255;
        const double right = (x + 0.5) - args.centreX;
        const double down = (y + 0.5) - args.centreY;
        const double before = -(right * args.cosine + down * args.sine);
        const double least = right < before ? right : before;
        const double most = right > before ? right : before;
        if (args.quarter == 0) return rim(least < -down ? least : -down);
        if (args.quarter == 3) return rim(most > down ? most : down);
        return rim(args.quarter == 1 ? least : most);
    }
};

struct RoundedMask
{
    const RoundedMaskArgs& args;

    __device__ __forceinline__ u32 operator()(int x, int y) const
    {
        const double dx = fabs((x + 0.5) - (args.left + args.width / 2)) - args.width / 2 + args.radius;
        const double dy = fabs((y + 0.5) - (args.top + args.height / 2)) - args.height / 2 + args.radius;
        const double outX = dx > 0.0 ? dx : 0.0;
        const double outY = dy > 0.0 ? dy : 0.0;
        const double most = dx > dy ? dx : dy;
        return rim(args.radius - sqrt(outX * outX + outY * outY) - (most < 0.0 ? most : 0.0));
    }
};

struct PlaneMask
{
    const PlaneMaskArgs& args;

    __device__ __forceinline__ u32 operator()(int x, int y) const
    {
        const int column = x - args.matteX;
        const int row = y - args.matteY;
        if (column < 0 || column >= args.matte.width || row < 0 || row >= args.matte.height) return 0;
        int value = row_of(args.matte, row)[column];
        if (args.isLuma != 0) value = clamp(((value - 16) * 255 + 109) / 219, 0, 255);
        return (u32)(args.isInverted != 0 ? 255 - value : value);
    }
};

// Four weights a thread; where none is left nothing need be computed.
template <class Mask>
__device__ __forceinline__ void fill(const MaskPlace& place, const Mask& mask)
{
    const int x = 4 * thread_x();
    const int y = thread_y();
    const int count = place.weights.width - x;
    if (count <= 0 || y >= place.weights.height) return;
    u8* to = row_of(place.weights, y) + x;
    u32 weights = 0;
    u32 own = 0;
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        if (i >= count) continue;
        const u32 weight = to[i];
        weights |= weight << (8 * i);
        if (weight != 0) own |= mask(place.x + x + i, place.y + y) << (8 * i);
    }

    store4(to, multiply4(weights, own), count);
}

extern "C" __global__ void LinearMask_Fill(const LinearMaskArgs args)
{
    fill(args.place, LinearMask{args});
}

extern "C" __global__ void CircleMask_Fill(const CircleMaskArgs args)
{
    fill(args.place, CircleMask{args});
}

extern "C" __global__ void ClockMask_Fill(const ClockMaskArgs args)
{
    fill(args.place, ClockMask{args});
}

extern "C" __global__ void RoundedMask_Fill(const RoundedMaskArgs args)
{
    fill(args.place, RoundedMask{args});
}

extern "C" __global__ void PlaneMask_Fill(const PlaneMaskArgs args)
{
    fill(args.place, PlaneMask{args});
}
