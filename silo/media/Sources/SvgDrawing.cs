using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>
/// A drawing from a stranger's markup: read strictly, freed of its document type and entities, and told how large to
/// be. Nothing here follows a reference.
/// </summary>
public sealed class SvgDrawing
{
    private const double LengthMax = 1_000_000;

    private const int DepthMax = 256;
    private const int ExpandedMax = 2_000_000;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly XElement _root;

    private SvgDrawing(XElement root, double width, double height)
    {
        _root = root;
        (Width, Height) = (width, height);
    }

    /// <summary>In CSS pixels.</summary>
    public double Width { get; }

    /// <summary>In CSS pixels.</summary>
    public double Height { get; }

    /// <param name="room">What the drawing is as large as where it does not say so itself.</param>
    public static MediaResult<SvgDrawing> Read(string markup, FrameSize room)
    {
        if (!TryLoad(markup, out var root, out var reason))
            return new MediaProblem(MediaProblemCode.Damaged, $"The drawing is no sound SVG: {reason}");
        if (root.Name != Svg + "svg")
        {
            return new MediaProblem(
                MediaProblemCode.NotMedia,
                $"The drawing's markup must be an <svg> element, not <{root.Name.LocalName}>.");
        }

        var box = Box(root);
        var width = Length((string?)root.Attribute("width"));
        var height = Length((string?)root.Attribute("height"));
        // What is not said follows from the shape of the view box, else from the room that there is.
        var shape = box is { } seen ? seen.Width / seen.Height : (double)room.Width / room.Height;
        var (across, down) = (width, height) switch
        {
            ({ } w, { } h) => (w, h),
            ({ } w, null) => (w, w / shape),
            (null, { } h) => (h * shape, h),
            _ when box is { } own => (own.Width, own.Height),
            _ => (room.Width, room.Height),
        };
        if (box is null) root.SetAttributeValue("viewBox", Numbers(0, 0, across, down));
        return new SvgDrawing(root, across, down);
    }

    /// <summary>The markup of the same drawing as so many pixels.</summary>
    public string MarkupAt(FrameSize size)
    {
        var root = new XElement(_root);
        root.SetAttributeValue("width", size.Width.ToString(CultureInfo.InvariantCulture));
        root.SetAttributeValue("height", size.Height.ToString(CultureInfo.InvariantCulture));
        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static bool TryLoad(
        string markup, [NotNullWhen(true)] out XElement? root, [NotNullWhen(false)] out string? reason)
    {
        // Drawings out of other people's programs often leave these unsaid: browsers and the contract's examples do.
        var names = new XmlNamespaceManager(new NameTable());
        names.AddNamespace("", Svg.NamespaceName);
        names.AddNamespace("xlink", "http://www.w3.org/1999/xlink");
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Parse,
            XmlResolver = null,
            MaxCharactersFromEntities = ExpandedMax,
            MaxCharactersInDocument = ExpandedMax,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        (root, reason) = (null, null);
        try
        {
            var context = new XmlParserContext(names.NameTable, names, null, XmlSpace.None);
            using (var depth = XmlReader.Create(new StringReader(markup.Trim()), settings, context))
            {
                while (depth.Read())
                {
                    if (depth.Depth > DepthMax) reason = $"its elements are nested deeper than {DepthMax}.";
                    if (reason is not null) return false;
                }
            }

            using var reader = XmlReader.Create(new StringReader(markup.Trim()), settings, context);
            root = XElement.Load(reader);
            return true;
        }
        catch (XmlException problem)
        {
            reason = problem.Message;
            return false;
        }
    }

    private static (double Width, double Height)? Box(XElement root)
    {
        var parts = ((string?)root.Attribute("viewBox") ?? "")
            .Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 4 && Number(parts[2]) is > 0 and <= LengthMax and var width
            && Number(parts[3]) is > 0 and <= LengthMax and var height
            ? (width, height)
            : null;
    }

    /// <summary>Null for a length that is not given, or given as a part of something that is not there.</summary>
    private static double? Length(string? text)
    {
        text = text?.Trim() ?? "";
        var digits = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ% ").Length;
        double? factor = text[digits..].Trim().ToLowerInvariant() switch
        {
            "" or "px" => 1,
            "pt" => 96.0 / 72,
            "pc" => 16,
            "in" => 96,
            "cm" => 96 / 2.54,
            "mm" => 96 / 25.4,
            "q" => 96 / 101.6,
            "em" or "rem" => 16,
            _ => null,
        };
        var length = Number(text[..digits]) * factor;
        return length is > 0 and <= LengthMax ? length : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Numbers(params double[] numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString("0.####", CultureInfo.InvariantCulture)));
}
