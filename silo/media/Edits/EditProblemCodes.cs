namespace Framemill.Media.Edits;

/// <summary>The kinds of faults. Callers compare them, so they never change.</summary>
public static class EditProblemCodes
{
    public const string InvalidJson = "invalid_json";
    public const string TooLarge = "too_large";
    public const string TooDeep = "too_deep";
    public const string DuplicateKey = "duplicate_key";
    public const string UnknownKey = "unknown_key";
    public const string WrongType = "wrong_type";
    public const string Missing = "missing";
    public const string OutOfRange = "out_of_range";
    public const string InvalidValue = "invalid_value";
    public const string InvalidColor = "invalid_color";
    public const string InvalidUrl = "invalid_url";
    public const string InvalidText = "invalid_text";
    public const string TooLong = "too_long";
    public const string TooMany = "too_many";
    public const string TooFew = "too_few";
    public const string MergeFieldMissing = "merge_field_missing";
    public const string ClipOverlap = "clip_overlap";
    public const string AliasUnknown = "alias_unknown";
    public const string AliasDuplicate = "alias_duplicate";
    public const string AliasCycle = "alias_cycle";
    public const string AssetMissing = "asset_missing";
    public const string AssetUnusable = "asset_unusable";
    public const string FilmEmpty = "film_empty";
    public const string FilmTooLong = "film_too_long";
    public const string RangeOutside = "range_outside";
    public const string MoreProblems = "more_problems";
}
