using System.Text;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Deidentification;

/// <summary>Headers with fictional identities (see the README of ../shared/data).</summary>
public sealed class RealHeaderTests
{
    private readonly Deidentifier _deidentifier = new(Encoding.ASCII.GetBytes("a key for the tests only"));

    [SharedDataFact("data/deid")]
    public async Task Nothing_that_names_a_person_place_or_number_in_the_original_is_in_the_result()
    {
        foreach (var path in Files("data/deid").Where(p => !p.Contains("one-profile-applied", StringComparison.Ordinal)))
        {
            var file = await DicomFile.ReadAsync(path);
            var planted = Identifying(file.Dataset).ToHashSet(StringComparer.Ordinal);
            Assert.True(planted.Count >= 1, path);

            var clean = _deidentifier.Deidentify(await PixelDecoder.ToNativeAsync(file)).Dataset;
            clean.Remove(DicomTags.PixelData);
            var bytes = Encoding.Latin1.GetString(new DicomFile(clean).ToBytes());

            var left = planted.Where(text => bytes.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
            Assert.True(left.Count == 0, $"{path}: {string.Join(' ', left)}");
        }
    }

    [SharedDataFact("data")]
    public async Task Every_readable_image_can_be_de_identified_and_keeps_no_private_element_and_no_person_name()
    {
        var count = 0;
        foreach (
            var path in Files("data/ct-liver")
                .Concat(Files("data/dicom-zoo"))
                .Concat(Files("data/mr-liver"))
                .Concat(Files("data/ultrasound"))
        )
        {
            Deidentified clean;
            try
            {
                clean = _deidentifier.Deidentify(await PixelDecoder.ToNativeAsync(await DicomFile.ReadAsync(path)));
            }
            catch (DicomException)
            {
                continue;
            }

            var leftOver = All(clean.Dataset)
                .Where(e => e.Tag.IsPrivate || (e.Vr is DicomVr.PN or DicomVr.UN && !e.IsEmpty))
                .Where(e =>
                    e.Tag != DicomTags.PatientName
                    && !Encoding.ASCII.GetString(e.Value.Span).StartsWith("REMOVED", StringComparison.Ordinal)
                );
            Assert.Empty(leftOver.Select(e => $"{path} {e}"));
            count++;
        }

        Assert.True(count > 250, $"{count} files");
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(SharedData.PathOf(folder), "*", SearchOption.AllDirectories);

    /// <summary>Names, numbers, addresses, dates of birth, private text and instance UIDs of an image, in pieces of at least five letters.</summary>
    private static IEnumerable<string> Identifying(DicomDataset dataset) =>
        All(dataset)
            .Where(e => e.Vr is DicomVr.PN or DicomVr.LT or DicomVr.ST or DicomVr.UT || e.Tag.Group == 0x0010 || IsNamed(e.Tag))
            .Where(e => e.Vr.IsText() && e.Vr is not (DicomVr.CS or DicomVr.AS or DicomVr.DS or DicomVr.IS))
            .SelectMany(e =>
                Encoding.Latin1.GetString(e.Value.Span).Split(['^', '\\', ' ', '=', ',', ';', '\0'], StringSplitOptions.TrimEntries)
            )
            // Of descriptions, words of the list of radiological words may stay.
            .Where(text => WordKinds.Of(text, technical: false) == WordKind.Unknown)
            .Where(text => text.Length >= 5 && !text.StartsWith("1.2.840.10008.", StringComparison.Ordinal));

    private static bool IsNamed(DicomTag tag) =>
        DicomDictionary.Find(tag)?.Keyword
            is "InstitutionName"
                or "InstitutionAddress"
                or "AccessionNumber"
                or "StudyInstanceUID"
                or "SeriesInstanceUID"
                or "SOPInstanceUID"
                or "StationName"
                or "DeviceSerialNumber"
                or "StudyDate";

    private static IEnumerable<DicomElement> All(DicomDataset dataset) =>
        dataset.Elements.SelectMany(e => e.Items is { } items ? items.SelectMany(All).Prepend(e) : [e]);
}
