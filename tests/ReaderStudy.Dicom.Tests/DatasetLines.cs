namespace ReaderStudy.Dicom.Tests;

/// <summary>A data set as lines, for comparisons: tags, representations, bytes, nested items; group lengths left out.</summary>
internal static class DatasetLines
{
    public static IReadOnlyList<string> Of(DicomDataset dataset) =>
        [
            .. dataset
                .Elements.Where(e => e.Tag.Element != 0)
                .SelectMany(e =>
                    e.Items is { } items
                        ? items.SelectMany(i => Of(i).Prepend("item")).Prepend($"{e.Tag} SQ {items.Count}")
                        : [$"{e.Tag} {e.Vr} {Hex(e.Value)} {string.Join('|', (e.Fragments ?? []).Select(Hex))}"]
                ),
        ];

    /// <summary>The bytes without the padding that makes an odd length even, and their number.</summary>
    private static string Hex(ReadOnlyMemory<byte> value) =>
        Convert.ToHexString(value.Length % 2 == 0 ? value.Span : value.Span[..^1]) + (value.Length + 1) / 2;
}
