// All kernels as one shared library: launched by name, with their one argument as bytes. A test checks that none is
// missing here.
#include "host.h"

#include "../AffineRow.cu"
#include "../AxisTaps.cu"
#include "../BandPainter.cu"
#include "../BlendRow.cu"
#include "../ChromaKeyRow.cu"
#include "../ColorCubeRow.cu"
#include "../Halve.cu"
#include "../LayerCoverage.cu"
#include "../LinearRow.cu"
#include "../Masks.cu"
#include "../PackedReader.cu"
#include "../PixelConvert.cu"
#include "../Plane.cu"
#include "../PlaneBlur.cu"
#include "../PlaneSampler.cu"
#include "../Premultiply.cu"

namespace
{
    template <class Args>
    void run(void (*kernel)(Args), const void* bytes)
    {
        Args args;
        std::memcpy(&args, bytes, sizeof args);
        for (blockIdx.z = 0; blockIdx.z < gridDim.z; blockIdx.z++)
            for (blockIdx.y = 0; blockIdx.y < gridDim.y; blockIdx.y++)
                for (blockIdx.x = 0; blockIdx.x < gridDim.x; blockIdx.x++)
                    for (threadIdx.z = 0; threadIdx.z < blockDim.z; threadIdx.z++)
                        for (threadIdx.y = 0; threadIdx.y < blockDim.y; threadIdx.y++)
                            for (threadIdx.x = 0; threadIdx.x < blockDim.x; threadIdx.x++) kernel(args);
    }

    template <class Args>
    constexpr std::size_t size_of(void (*)(Args))
    {
        return sizeof(Args);
    }

    struct Kernel
    {
        const char* name;
        std::size_t argument_bytes;
        void (*run)(const void*);
    };

#define KERNEL(name) {#name, size_of(name), [](const void* bytes) { run(name, bytes); }}

    const Kernel kernels[] = {
        KERNEL(AffineRow_Row),
        KERNEL(AxisTaps_Compute),
        KERNEL(BandPainter_Alpha),
        KERNEL(BlendRow_Fade),
        KERNEL(BlendRow_Mix),
        KERNEL(BlendRow_MixEven),
        KERNEL(BlendRow_Multiply),
        KERNEL(BlendRow_Over),
        KERNEL(ChromaKeyRow_Alpha),
        KERNEL(ChromaKeyRow_Unspill),
        KERNEL(CircleMask_Fill),
        KERNEL(ClockMask_Fill),
        KERNEL(ColorCubeRow_Rows),
        KERNEL(CombineRows_Filter),
        KERNEL(Halve_Plane),
        KERNEL(LayerCoverage_Fill),
        KERNEL(LinearMask_Fill),
        KERNEL(LinearRow_Row),
        KERNEL(PackedReader_PremultipliedBgra),
        KERNEL(PackedReader_Rgb24),
        KERNEL(PackedReader_StraightRgba),
        KERNEL(PixelConvert_ToRgb24),
        KERNEL(PlaneMask_Fill),
        KERNEL(PlaneSampler_Linear),
        KERNEL(PlaneSampler_Upright),
        KERNEL(PlaneSampler_Whole),
        KERNEL(Plane_CopyTo),
        KERNEL(Plane_Fill),
        KERNEL(Premultiply_ReduceAlpha),
        KERNEL(RoundedMask_Fill),
        KERNEL(SmoothRow_Row),
    };
}

// The number of a kernel, or -1.
extern "C" int framemill_kernel(const char* name)
{
    for (std::size_t i = 0; i < sizeof kernels / sizeof *kernels; i++)
    {
        if (std::strcmp(kernels[i].name, name) == 0) return (int)i;
    }

    return -1;
}

extern "C" std::size_t framemill_argument_bytes(int kernel)
{
    return kernels[kernel].argument_bytes;
}

// Grid and block as CUDA has them: blocks of threads, three numbers each.
extern "C" void framemill_launch(int kernel, const unsigned* grid, const unsigned* block, const void* argument)
{
    gridDim = {grid[0], grid[1], grid[2]};
    blockDim = {block[0], block[1], block[2]};
    kernels[kernel].run(argument);
}
