// What the kernels need of CUDA, for a C++ compiler on a machine without a card: the same sources then run one thread
// after another. No kernel waits for its neighbours or shares memory with them, which is why this suffices.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

#define FRAMEMILL_HOST
#define __global__
#define __device__
#define __forceinline__ inline
#define __grid_constant__

struct uint3
{
    unsigned x, y, z;
};

struct alignas(16) uint4
{
    unsigned x, y, z, w;
};

static thread_local uint3 threadIdx, blockIdx, blockDim, gridDim;

// Each nibble of the selector names one of eight bytes: of x, then of y.
static inline unsigned __byte_perm(unsigned x, unsigned y, unsigned selector)
{
    const std::uint64_t bytes = ((std::uint64_t)y << 32) | x;
    unsigned result = 0;
    for (int i = 0; i < 4; i++)
    {
        const unsigned from = (selector >> (4 * i)) & 7;
        result |= (unsigned)((bytes >> (8 * from)) & 255) << (8 * i);
    }

    return result;
}

// The dot product of four bytes and four bytes, added to c.
static inline unsigned dot4(unsigned a, unsigned b, unsigned c)
{
    for (int i = 0; i < 4; i++) c += ((a >> (8 * i)) & 255) * ((b >> (8 * i)) & 255);
    return c;
}

// The dot product of two half words and the two low bytes, added to c.
static inline unsigned dot2(unsigned halves, unsigned bytes, unsigned c)
{
    return c + (halves & 0xFFFF) * (bytes & 255) + (halves >> 16) * ((bytes >> 8) & 255);
}

// Four sums of bytes, each at most 255.
static inline unsigned __vaddus4(unsigned a, unsigned b)
{
    unsigned result = 0;
    for (int i = 0; i < 4; i++)
    {
        const unsigned sum = ((a >> (8 * i)) & 255) + ((b >> (8 * i)) & 255);
        result |= (sum > 255 ? 255 : sum) << (8 * i);
    }

    return result;
}

static inline float __fsqrt_rn(float value)
{
    return std::sqrt(value);
}
