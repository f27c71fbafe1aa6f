// What all kernels share: the planes they get, sixteen bytes at a time, and arithmetic on the four bytes of a word.
// The same text is read by NVRTC (no headers of the system there) and, with host/host.h before it, by a C++ compiler.
#pragma once

typedef unsigned char u8;
typedef short i16;
typedef unsigned short u16;
typedef unsigned int u32;
typedef long long i64;
typedef unsigned long long u64;

// As DevicePlane in C#: bytes of rows that begin `stride` bytes apart.
struct Plane
{
    u8* data;
    int stride;
    int width;
    int height;
};

struct Lanes
{
    u32 word[4];
};

// As SampleMap in C#: from the index of a target sample to that of a source sample, 32.32.
struct Map
{
    i64 xx;
    i64 xy;
    i64 x0;
    i64 yx;
    i64 yy;
    i64 y0;
};

// Each thread has a place of its own: a column of sixteen (or so) samples, and a row.
__device__ __forceinline__ int thread_x()
{
    return (int)(blockIdx.x * blockDim.x + threadIdx.x);
}

__device__ __forceinline__ int thread_y()
{
    return (int)(blockIdx.y * blockDim.y + threadIdx.y);
}

#ifndef FRAMEMILL_HOST
// The dot product of four bytes and four bytes, added to c. NVRTC knows no name for it, but the instruction.
__device__ __forceinline__ u32 dot4(u32 a, u32 b, u32 c)
{
    u32 sum;
    asm("dp4a.u32.u32 %0, %1, %2, %3;" : "=r"(sum) : "r"(a), "r"(b), "r"(c));
    return sum;
}

// The dot product of two half words and the two low bytes, added to c.
__device__ __forceinline__ u32 dot2(u32 halves, u32 bytes, u32 c)
{
    u32 sum;
    asm("dp2a.lo.u32.u32 %0, %1, %2, %3;" : "=r"(sum) : "r"(halves), "r"(bytes), "r"(c));
    return sum;
}
#endif

__device__ __forceinline__ u8* row_of(const Plane& plane, int y)
{
    return plane.data + (i64)y * plane.stride;
}

__device__ __forceinline__ int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

__device__ __forceinline__ bool is_aligned(const void* address, u32 bytes)
{
    return ((u64)address & (bytes - 1)) == 0;
}

// Sixteen bytes from any address. At a row's end they come one by one, and what is beyond `count` is zero. From an odd
// address five whole words are read: each holds a byte that is wanted, so none lies outside of the memory.
__device__ __forceinline__ Lanes load16(const u8* from, int count)
{
    Lanes lanes;
    if (count >= 16)
    {
        if (is_aligned(from, 16))
        {
            const uint4 all = *(const uint4*)from;
            lanes.word[0] = all.x;
            lanes.word[1] = all.y;
            lanes.word[2] = all.z;
            lanes.word[3] = all.w;
            return lanes;
        }

        const u32 shift = (u32)((u64)from & 3);
        const u32* words = (const u32*)(from - shift);
        u32 word = words[0];
#pragma unroll
        for (int w = 0; w < 4; w++)
        {
            const u32 next = w < 3 || shift != 0 ? words[w + 1] : 0;
            lanes.word[w] = __byte_perm(word, next, 0x3210u + shift * 0x1111u);
            word = next;
        }

        return lanes;
    }

#pragma unroll
    for (int w = 0; w < 4; w++)
    {
        u32 word = 0;
#pragma unroll
        for (int b = 0; b < 4; b++)
        {
            if (4 * w + b < count) word |= (u32)from[4 * w + b] << (8 * b);
        }

        lanes.word[w] = word;
    }

    return lanes;
}

__device__ __forceinline__ void store16(u8* to, const Lanes& lanes, int count)
{
    if (count >= 16 && is_aligned(to, 16))
    {
        uint4 all;
        all.x = lanes.word[0];
        all.y = lanes.word[1];
        all.z = lanes.word[2];
        all.w = lanes.word[3];
        *(uint4*)to = all;
        return;
    }

#pragma unroll
    for (int w = 0; w < 4; w++)
    {
#pragma unroll
        for (int b = 0; b < 4; b++)
        {
            if (4 * w + b < count) to[4 * w + b] = (u8)(lanes.word[w] >> (8 * b));
        }
    }
}

// One to four bytes of a word, the first of them lowest.
__device__ __forceinline__ void store4(u8* to, u32 word, int count)
{
    if (count >= 4 && is_aligned(to, 4))
    {
        *(u32*)to = word;
        return;
    }

#pragma unroll
    for (int b = 0; b < 4; b++)
    {
        if (b < count) to[b] = (u8)(word >> (8 * b));
    }
}

// Four quotients by 255, rounded to nearest, of products that hold the rounding of 128 already. Two lie in a word: a
// product is at most 65025, so nothing is carried from one to the other.
__device__ __forceinline__ u32 divide255(u32 p0, u32 p1, u32 p2, u32 p3)
{
    u32 low = __byte_perm(p0, p1, 0x5410);
    u32 high = __byte_perm(p2, p3, 0x5410);
    low += __byte_perm(low, 0, 0x4341);
    high += __byte_perm(high, 0, 0x4341);
    return __byte_perm(low, high, 0x7531);
}

// Four times BlendRow.Multiply: a dot product of which only one byte counts is a product of bytes.
__device__ __forceinline__ u32 multiply4(u32 values, u32 weights)
{
    return divide255(
        dot4(values, weights & 0x000000FFu, 128u),
        dot4(values, weights & 0x0000FF00u, 128u),
        dot4(values, weights & 0x00FF0000u, 128u),
        dot4(values, weights & 0xFF000000u, 128u));
}

// Four times BlendRow.Mix: below and above lie beside each other, and so do 255 - weight and weight.
__device__ __forceinline__ u32 mix4(u32 below, u32 above, u32 weights)
{
    const u32 low = __byte_perm(below, above, 0x5140);
    const u32 high = __byte_perm(below, above, 0x7362);
    const u32 lowWeights = __byte_perm(~weights, weights, 0x5140);
    const u32 highWeights = __byte_perm(~weights, weights, 0x7362);
    return divide255(
        dot4(low, lowWeights & 0x0000FFFFu, 128u),
        dot4(low, lowWeights & 0xFFFF0000u, 128u),
        dot4(high, highWeights & 0x0000FFFFu, 128u),
        dot4(high, highWeights & 0xFFFF0000u, 128u));
}

// Four times BlendRow.Over.
__device__ __forceinline__ u32 over4(u32 below, u32 above, u32 alpha)
{
    return __vaddus4(multiply4(below, ~alpha), above);
}

// Four times BlendRow.Fade; 255 * 256 + 128 still fits half a word.
__device__ __forceinline__ u32 fade4(u32 values, u32 factor)
{
    const u32 even = (values & 0x00FF00FFu) * factor + 0x00800080u;
    const u32 odd = ((values >> 8) & 0x00FF00FFu) * factor + 0x00800080u;
    return __byte_perm(even, odd, 0x7351);
}

__device__ __forceinline__ int divide255(int product)
{
    const int biased = product + 128;
    return (biased + (biased >> 8)) >> 8;
}
