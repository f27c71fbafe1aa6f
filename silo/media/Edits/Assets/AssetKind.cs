namespace Framemill.Media.Edits;

public enum AssetKind
{
    Video = 0,
    Image = 1,
    Audio = 2,
    Text = 3,
    RichText = 4,
    Title = 5,
    Caption = 6,
    RichCaption = 7,
    TextToSpeech = 8,
    Shape = 9,
    Svg = 10,
    Luma = 11,
    Html = 12,
    Html5 = 13,
    TextToImage = 14,
    ImageToVideo = 15,
}
