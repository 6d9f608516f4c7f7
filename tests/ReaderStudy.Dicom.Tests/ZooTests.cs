using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests;

/// <summary>Awkward files of other projects. What cannot be read is listed here with its reason; everything else must be read.</summary>
public sealed class ZooTests
{
    private static readonly Dictionary<string, DicomErrorKind> Unreadable = new(StringComparer.Ordinal)
    {
        // Text files beside the images.
        ["charset/FileInfo.txt"] = DicomErrorKind.NotDicom,
        ["dicomdir/README.txt"] = DicomErrorKind.NotDicom,
        // A stray byte before the first element; neither preamble nor header.
        ["structure/no_meta.dcm"] = DicomErrorKind.NotDicom,
        // Cut short on purpose.
        ["structure/3gb-bulk-data-truncated"] = DicomErrorKind.Truncated,
        ["structure/MR_truncated.dcm"] = DicomErrorKind.Truncated,
        ["structure/rtplan_truncated.dcm"] = DicomErrorKind.Truncated,
        ["structure/emri_small_jpeg_2k_lossless_too_short.dcm"] = DicomErrorKind.Truncated,
        // A blank VR and a length that fits neither form of an element's header.
        ["non-image/ct-multiphase-dose-report-fr-GH179B.dcm"] = DicomErrorKind.Malformed,
    };

    [SharedDataFact("data/dicom-zoo")]
    public async Task Every_file_is_read_or_refused_for_its_known_reason()
    {
        var root = SharedData.PathOf("data/dicom-zoo");
        var refused = new Dictionary<string, DicomErrorKind>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            try
            {
                Assert.NotEmpty((await DicomFile.ReadAsync(path)).Dataset.Elements);
            }
            catch (DicomException e)
            {
                refused[Path.GetRelativePath(root, path).Replace('\\', '/')] = e.Kind;
            }
        }

        Assert.Equal(Unreadable.OrderBy(p => p.Key, StringComparer.Ordinal), refused.OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    [SharedDataFact("data/dicom-zoo")]
    public async Task What_was_read_is_the_same_after_writing_and_reading_again()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.PathOf("data/dicom-zoo/transfer-syntax")))
        {
            var file = await DicomFile.ReadAsync(path);
            if (!file.Dataset.Contains(DicomTags.SopInstanceUid))
            {
                continue;
            }

            var again = DicomFile.Read(file.ToBytes());

            Assert.Equal(Lines(file.Dataset), Lines(again.Dataset));
        }
    }

    private static IEnumerable<string> Lines(DicomDataset dataset) =>
        dataset
            .Elements.Where(e => e.Tag.Element != 0)
            .SelectMany(e =>
                e.Items is { } items
                    ? items.SelectMany(Lines).Prepend($"{e.Tag} SQ {items.Count}")
                    : [$"{e.Tag} {e.Vr} {Hex(e.Value)} {string.Join('|', (e.Fragments ?? []).Select(Hex))}"]
            );

    /// <summary>The bytes with the padding that makes an odd length even.</summary>
    private static string Hex(ReadOnlyMemory<byte> value) =>
        Convert.ToHexString(value.Length % 2 == 0 ? value.Span : value.Span[..^1]) + (value.Length + 1) / 2;
}
