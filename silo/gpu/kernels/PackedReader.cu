// Twin of silo/pixels/Conversion/PackedReader.cs: packed RGB to planes of BT.709. Four by two pixels a thread: two
// chroma samples and the luma under them.
#include "common.cuh"

struct PackedArgs
{
    const u8* pixels;
    i64 stride;
    Plane y;
    Plane u;
    Plane v;
    Plane a; // Without data for layouts that have none.
};

// Colour times alpha, and alpha; or sums of such.
struct Weighted
{
    int red;
    int green;
    int blue;
    int alpha;
};

struct PremultipliedBgra
{
    static const int Bytes = 4;

    static __device__ __forceinline__ Weighted read(const u8* pixel)
    {
        // Colour above alpha is not a colour; it is cut to what alpha allows.
        const int alpha = pixel[3];
        Weighted read;
        read.red = (pixel[2] < alpha ? pixel[2] : alpha) * 255;
        read.green = (pixel[1] < alpha ? pixel[1] : alpha) * 255;
        read.blue = (pixel[0] < alpha ? pixel[0] : alpha) * 255;
        read.alpha = alpha;
        return read;
    }
};

struct StraightRgba
{
    static const int Bytes = 4;

    static __device__ __forceinline__ Weighted read(const u8* pixel)
    {
        Weighted read;
        read.red = pixel[0] * pixel[3];
        read.green = pixel[1] * pixel[3];
        read.blue = pixel[2] * pixel[3];
        read.alpha = pixel[3];
        return read;
    }
};

struct Rgb24
{
    static const int Bytes = 3;

    static __device__ __forceinline__ Weighted read(const u8* pixel)
    {
        Weighted read;
        read.red = pixel[0] * 255;
        read.green = pixel[1] * 255;
        read.blue = pixel[2] * 255;
        read.alpha = 255;
        return read;
    }
};

__device__ __forceinline__ Weighted sum_of(const Weighted& one, const Weighted& other)
{
    Weighted sum;
    sum.red = one.red + other.red;
    sum.green = one.green + other.green;
    sum.blue = one.blue + other.blue;
    sum.alpha = one.alpha + other.alpha;
    return sum;
}

__device__ __forceinline__ u32 luma(const Weighted& pixel)
{
    if (pixel.alpha == 0) return 16;
    const u32 sum = 11966u * (u32)pixel.red + 40254u * (u32)pixel.green + 4064u * (u32)pixel.blue;
    return 16u + ((sum + ((u32)pixel.alpha << 15)) >> 16) / (u32)pixel.alpha;
}

// The bias keeps the dividend positive, where shifts and divisions round alike.
__device__ __forceinline__ u32 difference(const Weighted& pixel, int red, int green, int blue)
{
    if (pixel.alpha == 0) return 128;
    const i64 sum = (i64)red * pixel.red + (i64)green * pixel.green + (i64)blue * pixel.blue;
    const i64 biased = sum + (i64)pixel.alpha * ((256 << 16) + (1 << 15));
    return (u32)(128 - 256 + (int)((u32)(biased >> 16) / (u32)pixel.alpha));
}

template <class Format>
__device__ __forceinline__ void read_block(const PackedArgs& args)
{
    const int x = 4 * thread_x();
    const int y = thread_y();
    if (x >= args.y.width || y >= args.u.height) return;
    const int last = args.y.width - 1;
    const int count = args.y.width - x;
    const bool isSingle = 2 * y + 1 >= args.y.height;
    const u8* upper = args.pixels + 2 * y * args.stride;
    const u8* lower = isSingle ? upper : upper + args.stride;
    Weighted columns[5]; // The one before, and four.
    u32 upperLuma = 0;
    u32 lowerLuma = 0;
    u32 upperAlpha = 0;
    u32 lowerAlpha = 0;
#pragma unroll
    for (int i = 0; i < 5; i++)
    {
        const int at = clamp(x + i - 1, 0, last);
        const Weighted top = Format::read(upper + (i64)at * Format::Bytes);
        const Weighted bottom = Format::read(lower + (i64)at * Format::Bytes);
        columns[i] = sum_of(top, bottom);
        if (i == 0) continue;
        upperLuma |= luma(top) << (8 * (i - 1));
        lowerLuma |= luma(bottom) << (8 * (i - 1));
        upperAlpha |= (u32)top.alpha << (8 * (i - 1));
        lowerAlpha |= (u32)bottom.alpha << (8 * (i - 1));
    }

    store4(row_of(args.y, 2 * y) + x, upperLuma, count);
    if (!isSingle) store4(row_of(args.y, 2 * y + 1) + x, lowerLuma, count);
    if (args.a.data != 0)
    {
        store4(row_of(args.a, 2 * y) + x, upperAlpha, count);
        if (!isSingle) store4(row_of(args.a, 2 * y + 1) + x, lowerAlpha, count);
    }

#pragma unroll
    for (int i = 0; i < 2; i++)
    {
        if (2 * i >= count) continue;
        const Weighted& middle = columns[2 * i + 1];
        const Weighted sum = sum_of(sum_of(columns[2 * i], columns[2 * i + 2]), sum_of(middle, middle));
        row_of(args.u, y)[x / 2 + i] = (u8)difference(sum, -6596, -22189, 28785);
        row_of(args.v, y)[x / 2 + i] = (u8)difference(sum, 28785, -26145, -2640);
    }
}

extern "C" __global__ void PackedReader_PremultipliedBgra(const PackedArgs args)
{
    read_block<PremultipliedBgra>(args);
}

extern "C" __global__ void PackedReader_StraightRgba(const PackedArgs args)
{
    read_block<StraightRgba>(args);
}

extern "C" __global__ void PackedReader_Rgb24(const PackedArgs args)
{
    read_block<Rgb24>(args);
}
