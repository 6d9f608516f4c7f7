using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Standard;

namespace ReaderStudy.Dicom.Tests.Deidentification;

public sealed class RandomDatasetTests
{
    private static readonly (DicomTag Tag, DicomVr Vr)[] Dictionary =
    [
        .. EmbeddedTable
            .Rows("data-dictionary.csv")
            .Select(row => (Pattern: TagPattern.Parse(row("tag")), Vr: row("vr").Split(" or ")[0]))
            .Where(row => row.Pattern is not null && Enum.TryParse<DicomVr>(row.Vr, out _))
            .Select(row => (Tag: new DicomTag(row.Pattern!.Value.Value), Vr: Enum.Parse<DicomVr>(row.Vr)))
            .Where(row =>
                row.Tag.Group is not (0x0028 or 0x7FE0 or 0xFFFE) && row.Tag != DicomTags.SopClassUid && row.Tag != DicomTags.NumberOfFrames
            ),
    ];

    private readonly DeidentificationOptions[] _options =
    [
        Planted.Everything,
        DeidentificationOptions.Default,
        DeidentificationOptions.BasicProfile,
    ];

    [Fact]
    public void Whatever_an_image_holds_nothing_planted_is_left_and_it_can_be_read_again()
    {
        var key = Encoding.ASCII.GetBytes("a key for the tests only");
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20250704UL, 3UL),
            Prop.ForAll(
                Datasets(3).ToArbitrary(),
                Gen.Choose(0, _options.Length - 1).ToArbitrary(),
                (planted, option) =>
                {
                    var image = TestImages.Ct(0, 1);
                    foreach (var element in planted.Elements)
                    {
                        image.Set(element);
                    }

                    try
                    {
                        var clean = new Deidentifier(key, _options[option]).Deidentify(TestImages.RoundTrip(image)).Dataset;
                        return !Planted.LeftIn(clean).Any() && TestImages.RoundTrip(clean).Elements.Count > 5;
                    }
                    catch (DicomException refused)
                    {
                        // An image whose own UID is no UID is refused, and the reason names nobody.
                        return !refused.Message.Contains(Planted.Marker, StringComparison.OrdinalIgnoreCase);
                    }
                }
            )
        );
    }

    /// <summary>Public, private, unknown and misused elements, their tags and representations right or wrong, and sequences of such.</summary>
    private static Gen<DicomDataset> Datasets(int depth) =>
        Elements(depth)
            .ListOf()
            .Select(elements =>
            {
                var dataset = new DicomDataset();
                foreach (var element in elements)
                {
                    dataset.Set(element);
                }

                return dataset;
            });

    private static Gen<DicomElement> Elements(int depth)
    {
        var vrs = Gen.Elements(Enum.GetValues<DicomVr>().Where(v => v != DicomVr.SQ).ToArray());
        var known = Gen.Elements(Dictionary).Where(d => d.Vr != DicomVr.SQ).Select(d => Planted.In(d.Tag, d.Vr));
        var wrong = Gen.Elements(Dictionary).Zip(vrs).Select(d => Planted.In(d.Item1.Tag, d.Item2));
        var odd = Gen.Choose(4, 0x7FFF)
            .Zip(Gen.Choose(0x10, 0xFFFF))
            .Zip(vrs)
            .Where(d => d.Item1.Item1 is not (0x14 or 0x3FF0))
            .Select(d => Planted.In(new DicomTag((ushort)((2 * d.Item1.Item1) + 1), (ushort)d.Item1.Item2), d.Item2));
        var plain = Gen.OneOf(known, wrong, odd);
        return depth == 0
            ? plain
            : Gen.Frequency(
                (6, plain),
                (
                    1,
                    Gen.Elements(Dictionary.Where(d => d.Vr == DicomVr.SQ).ToArray())
                        .Zip(Datasets(depth - 1).Resize(4))
                        .Select(d => DicomElement.Sequence(d.Item1.Tag, [d.Item2]))
                ),
                (1, Datasets(depth - 1).Resize(4).Select(d => DicomElement.Sequence(new DicomTag(0x0029, 0x1077), [d])))
            );
    }
}
