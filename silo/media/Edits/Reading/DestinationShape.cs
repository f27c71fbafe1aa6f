namespace Framemill.Media.Edits.Reading;

/// <summary>Reads where the film is sent besides. Each provider has options of its own.</summary>
internal static class DestinationShape
{
    private const int PassthroughMax = 255;
    private const int TiktokTitleMax = 150;

    private static readonly Names<string> Providers = EditNames.Words(
        "shotstack", "mux", "s3", "google-cloud-storage", "google-drive", "vimeo", "tiktok", "akamai-netstorage",
        "azure-blob-storage");

    private static readonly Names<string> Policies = EditNames.Words("public", "signed");
    private static readonly Names<string> TiktokPrivacy = EditNames.Words("public", "friends", "private");
    private static readonly Names<string> VimeoView =
        EditNames.Words("anybody", "nobody", "contacts", "password", "unlisted");

    private static readonly Names<string> VimeoEmbed = EditNames.Words("public", "private", "whitelist");
    private static readonly Names<string> VimeoComments = EditNames.Words("anybody", "nobody", "contacts");

    public static IReadOnlyList<Destination> ReadAll(Fields output)
    {
        var destinations = new List<Destination>();
        foreach (var (value, place) in output.List("destinations", output.Context.Limits.DestinationsMax))
        {
            if (Fields.Open(output.Context, value, place) is not { } fields
                || !fields.Choice("provider", Providers, out var provider, required: true))
            {
                continue;
            }

            string? written = null;
            if (provider == "shotstack")
            {
                written = fields.Flag("exclude") switch
                {
                    true => """{"exclude":true}""",
                    false => """{"exclude":false}""",
                    null => null,
                };
            }
            else
            {
                if (fields.Object("options") is { } options)
                {
                    written = fields.AnyObject("options");
                    Check(provider, options);
                    options.Close();
                }
            }

            fields.Close();
            destinations.Add(new(provider, written));
        }

        return destinations;
    }

    private static void Check(string provider, Fields options)
    {
        switch (provider)
        {
            case "mux":
                options.Choices("playbackPolicy", Policies);
                options.Text("passthrough", lengthMax: PassthroughMax);
                break;
            case "s3":
                Texts(options, required: true, "region", "bucket");
                Texts(options, required: false, "prefix", "filename", "acl");
                break;
            case "google-cloud-storage":
                Texts(options, required: true, "bucket");
                Texts(options, required: false, "prefix", "filename");
                break;
            case "google-drive":
                Texts(options, required: false, "folderId", "filename");
                break;
            case "akamai-netstorage":
                Texts(options, required: true, "host", "cpCode");
                TextsOrNull(options, "path", "filename");
                break;
            case "azure-blob-storage":
                Texts(options, required: true, "accountName", "container");
                TextsOrNull(options, "prefix", "filename");
                break;
            case "tiktok":
                options.Text("title", lengthMax: TiktokTitleMax);
                options.Choice("privacyLevel", TiktokPrivacy, out _);
                Flags(options, "disableDuet", "disableStitch", "disableComment");
                break;
            case "vimeo":
                Texts(options, required: false, "name", "description", "folderUri");
                if (options.Object("privacy") is { } privacy)
                    CheckVimeoPrivacy(privacy);
                break;
            default:
                throw new InvalidOperationException($"No options are known for {provider}.");
        }
    }

    private static void CheckVimeoPrivacy(Fields privacy)
    {
        privacy.Choice("view", VimeoView, out _);
        privacy.Choice("embed", VimeoEmbed, out _);
        privacy.Choice("comments", VimeoComments, out _);
        Flags(privacy, "download", "add");
        privacy.Close();
    }

    private static void Texts(Fields options, bool required, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            options.Text(name, required);
    }

    private static void TextsOrNull(Fields options, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (options.Take(name) is not JsonValue.Null)
                options.Text(name);
        }
    }

    private static void Flags(Fields options, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            options.Flag(name);
    }
}
