// Twin of a rule in silo/pixels/Painting/BandPainter.cs: a row whose alpha is nothing all along is not painted, even if
// roundings left some colour in it. Says of each row whether there is any alpha.
#include "common.cuh"

struct AlphaRowsArgs
{
    u8* rows; // Zero before.
    Plane alpha;
};

// Many threads may find something in a row: they all write the same.
extern "C" __global__ void BandPainter_Alpha(const AlphaRowsArgs args)
{
    const int x = 16 * thread_x();
    const int y = thread_y();
    const int count = args.alpha.width - x;
    if (count <= 0 || y >= args.alpha.height) return;
    const Lanes lanes = load16(row_of(args.alpha, y) + x, count);
    if ((lanes.word[0] | lanes.word[1] | lanes.word[2] | lanes.word[3]) != 0) args.rows[y] = 1;
}
