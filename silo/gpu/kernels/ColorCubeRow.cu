// Twin of silo/pixels/Kernels/ColorCubeRow.cs: colours looked up in a grid of 33 by 33 by 33 points and interpolated.
#include "common.cuh"

#define POINTS 33

struct ColorCubeArgs
{
    const i16* cube; // Luma, U, V and a zero of each point, in sixty-fourths.
    Plane y;
    Plane u;
    Plane v;
    Plane newY;
    Plane newU;
    Plane newV;
    Plane alpha; // Without data for an opaque picture.
};

// Four pixels of which none shows keep their colours.
__device__ __forceinline__ bool is_hidden(const Plane& alpha, int left, int right, int upper, int lower)
{
    if (alpha.data == 0) return false;
    const u8* above = row_of(alpha, upper);
    const u8* below = row_of(alpha, lower);
    return (above[left] | above[right] | below[left] | below[right]) == 0;
}

// The four columns of points around one chroma, and how much of each.
struct Cell
{
    const i16* column;
    int weights[4];
};

__device__ __forceinline__ Cell cell_at(const i16* cube, int u, int v)
{
    Cell cell;
    const int farU = u & 7;
    const int farV = v & 7;
    cell.column = cube + ((v >> 3) * POINTS + (u >> 3)) * POINTS * 4;
    cell.weights[0] = (8 - farU) * (8 - farV);
    cell.weights[1] = farU * (8 - farV);
    cell.weights[2] = (8 - farU) * farV;
    cell.weights[3] = farU * farV;
    return cell;
}

// All sums are exact and rounded once, so that their order does not matter.
__device__ __forceinline__ u8 look(const Cell& cell, int y, int lane)
{
    const i16* below = cell.column + (y >> 3) * 4 + lane;
    int near = 0;
    int far = 0;
#pragma unroll
    for (int i = 0; i < 4; i++)
    {
        const i16* point = below + ((i >> 1) * POINTS + (i & 1)) * POINTS * 4;
        near += cell.weights[i] * point[0];
        far += cell.weights[i] * point[4];
    }

    return (u8)((near * (8 - (y & 7)) + far * (y & 7) + (1 << 14)) >> 15);
}

// Two by two pixels a thread: they share their chroma, and the new chroma belongs to the mean of their lumas.
extern "C" __global__ void ColorCubeRow_Rows(const ColorCubeArgs args)
{
    const int x = thread_x();
    const int y = thread_y();
    if (x >= args.u.width || y >= args.u.height) return;
    const bool isSingle = 2 * y + 1 >= args.y.height;
    const int left = 2 * x;
    const int right = left + 1 < args.y.width ? left + 1 : left;
    const u8* upper = row_of(args.y, 2 * y);
    const u8* lower = isSingle ? upper : upper + args.y.stride;
    const int lumas[4] = {upper[left], upper[right], lower[left], lower[right]};
    if (is_hidden(args.alpha, left, right, 2 * y, isSingle ? 2 * y : 2 * y + 1))
    {
        u8* keptUpper = row_of(args.newY, 2 * y);
        keptUpper[left] = (u8)lumas[0];
        keptUpper[right] = (u8)lumas[1];
        if (!isSingle)
        {
            keptUpper[args.newY.stride + left] = (u8)lumas[2];
            keptUpper[args.newY.stride + right] = (u8)lumas[3];
        }

        row_of(args.newU, y)[x] = row_of(args.u, y)[x];
        row_of(args.newV, y)[x] = row_of(args.v, y)[x];
        return;
    }

    const Cell cell = cell_at(args.cube, row_of(args.u, y)[x], row_of(args.v, y)[x]);
    const int mean = (lumas[0] + lumas[1] + lumas[2] + lumas[3] + 2) >> 2;
    u8* newUpper = row_of(args.newY, 2 * y);
    newUpper[left] = look(cell, lumas[0], 0);
    newUpper[right] = look(cell, lumas[1], 0);
    if (!isSingle)
    {
        u8* newLower = newUpper + args.newY.stride;
        newLower[left] = look(cell, lumas[2], 0);
        newLower[right] = look(cell, lumas[3], 0);
    }

    row_of(args.newU, y)[x] = look(cell, mean, 1);
    row_of(args.newV, y)[x] = look(cell, mean, 2);
}
