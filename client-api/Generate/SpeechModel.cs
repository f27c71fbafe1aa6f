using System.Text.Json;
using Framemill.Api.Vendor;

namespace Framemill.Api.Generate;

/// <summary>The one model that every server has: a voice.</summary>
internal static class SpeechModel
{
    public const string Name = "espeak-ng";
    public const int CharactersMax = 4_000;

    public static VendorModel Description { get; } = new(
        Name, "audio", new(0, "2026-01-01T00:00:00Z"), JsonElement.Parse("""
            {"type":"object","properties":{
              "voice":{"type":"string","description":"A name of the voices that text-to-speech assets have"},
              "language":{"type":"string","description":"Such as en-GB; chooses a voice when none is named"}
            },"additionalProperties":false}
            """));
}
