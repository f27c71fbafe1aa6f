namespace Framemill.Media.Edits;

public enum TitleStyle
{
    Minimal = 0,
    Blockbuster = 1,
    Vogue = 2,
    Sketchy = 3,
    Skinny = 4,
    Chunk = 5,
    ChunkLight = 6,
    Marker = 7,
    Future = 8,
    Subtitle = 9,
}
