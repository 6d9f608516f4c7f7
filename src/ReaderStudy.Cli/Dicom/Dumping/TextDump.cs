using System.Globalization;
using System.Text;
using ReaderStudy.Dicom;

namespace ReaderStudy.Cli.Dicom.Dumping;

/// <summary>A file as lines for people.</summary>
internal static class TextDump
{
    private const int LongestValue = 100;
    private const int BytesShown = 16;

    public static void Write(TextWriter output, DicomFile file)
    {
        output.WriteLine($"{file.Syntax.Name} ({file.Syntax.Uid})");
        Write(output, file.Meta, 0);
        Write(output, file.Dataset, 0);
    }

    private static void Write(TextWriter output, DicomDataset dataset, int depth)
    {
        foreach (var element in dataset.Elements)
        {
            var indent = new string(' ', 2 * depth);
            output.WriteLine($"{indent}{element.Tag} {element.Vr}  {Name(dataset, element.Tag), -40}  {Value(dataset, element)}".TrimEnd());
            for (var i = 0; i < element.Items?.Count; i++)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{indent}  item {i + 1}"));
                Write(output, element.Items[i], depth + 2);
            }
        }
    }

    private static string Name(DicomDataset dataset, DicomTag tag)
    {
        if (tag.IsPrivateCreator)
        {
            return "[private creator]";
        }

        if (tag.Element == 0)
        {
            return "[group length]";
        }

        return tag.IsPrivate ? $"[{PrivateDictionary.Find(dataset, tag)?.Name}]" : DicomDictionary.Find(tag)?.Keyword ?? "?";
    }

    private static string Value(DicomDataset dataset, DicomElement element)
    {
        if (element.Items is { } items)
        {
            return items.Count == 1 ? "1 item" : Text($"{items.Count} items");
        }

        if (element.Fragments is { } fragments)
        {
            return Text($"{Math.Max(0, fragments.Count - 1)} fragments, {fragments.Skip(1).Sum(f => (long)f.Length)} bytes");
        }

        if (element.IsEmpty)
        {
            return string.Empty;
        }

        return element.Vr switch
        {
            DicomVr.OB or DicomVr.OD or DicomVr.OF or DicomVr.OL or DicomVr.OV or DicomVr.OW or DicomVr.UN => Bytes(element.Value.Span),
            DicomVr.AT => string.Join('\\', Numbers(element).Select(n => new DicomTag((uint)n))),
            DicomVr.FD or DicomVr.FL or DicomVr.SL or DicomVr.SS or DicomVr.SV or DicomVr.UL or DicomVr.US or DicomVr.UV => Clipped(
                string.Join('\\', Numbers(element).Select(n => n.ToString("R", CultureInfo.InvariantCulture)))
            ),
            _ => Clipped(Visible(string.Join('\\', dataset.GetStrings(element.Tag)))),
        };
    }

    /// <summary>Enough numbers to fill a line; bytes that are no whole number of them count as none.</summary>
    private static IEnumerable<double> Numbers(DicomElement element)
    {
        try
        {
            var few = new DicomDataset();
            few.Set(new DicomElement(element.Tag, element.Vr, element.Value[..Math.Min(element.Value.Length, 8 * LongestValue)]));
            return few.GetDoubles(element.Tag);
        }
        catch (DicomException)
        {
            return [];
        }
    }

    private static string Bytes(ReadOnlySpan<byte> bytes)
    {
        var shown = string.Join(
            ' ',
            Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, BytesShown)]).Chunk(2).Select(c => new string(c))
        );
        return bytes.Length <= BytesShown ? shown : Text($"{shown} … ({bytes.Length} bytes)");
    }

    private static string Clipped(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    /// <summary>Control characters, which could move the cursor of a terminal or write over lines, are shown as codes.</summary>
    private static string Visible(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var visible = new StringBuilder();
        foreach (var c in text)
        {
            visible.Append(
                c switch
                {
                    '\r' => "\\r",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    _ when char.IsControl(c) => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
                    _ => c.ToString(),
                }
            );
        }

        return visible.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
