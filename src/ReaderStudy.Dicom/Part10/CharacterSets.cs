using System.Text;

namespace ReaderStudy.Dicom.Part10;

/// <summary>
/// The character sets of PS3.3 C.12.1.1.2 that .NET knows. Code extensions (ISO 2022) are read by their first set alone,
/// so a second alphabet in the same name comes out as unreadable letters, never as an error.
/// </summary>
internal static class CharacterSets
{
    /// <summary>The encoding of a data set's own text: its Specific Character Set or that of the data set around it.</summary>
    public static Encoding Of(DicomDataset dataset)
    {
        for (var d = dataset; d is not null; d = d.Parent)
        {
            if (d.Find(DicomTags.SpecificCharacterSet) is { } element)
            {
                var terms = Encoding.ASCII.GetString(element.Value.Span).Split('\\');
                return Named(Array.Find(terms, t => t.Trim(' ', '\0').Length > 0)?.Trim(' ', '\0') ?? string.Empty);
            }
        }

        return Encoding.Latin1;
    }

    private static Encoding Named(string term) =>
        term.Replace("ISO 2022 IR", "ISO_IR", StringComparison.Ordinal) switch
        {
            "ISO_IR 192" => Encoding.UTF8,
            "GB18030" => CodePage(54936),
            "GBK" or "ISO_IR 58" => CodePage(936),
            "ISO_IR 101" => CodePage(28592),
            "ISO_IR 109" => CodePage(28593),
            "ISO_IR 110" => CodePage(28594),
            "ISO_IR 144" => CodePage(28595),
            "ISO_IR 127" => CodePage(28596),
            "ISO_IR 126" => CodePage(28597),
            "ISO_IR 138" => CodePage(28598),
            "ISO_IR 148" => CodePage(28599),
            "ISO_IR 203" => CodePage(28605),
            "ISO_IR 166" => CodePage(874),
            "ISO_IR 13" => CodePage(932),
            "ISO_IR 87" or "ISO_IR 159" => CodePage(50220),
            "ISO_IR 149" => CodePage(51949),
            _ => Encoding.Latin1,
        };

    private static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.Latin1;
}
