using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ReaderStudy.Dicom.Tests.Part10;

/// <summary>Data sets drawn from a seed: every representation, nested sequences, private blocks, empty values, bytes of any kind.</summary>
internal sealed class RandomDatasets(ulong seed)
{
    /// <summary>Elements whose representation the dictionary has too, so that implicit VR tells the same; in the order of tags.</summary>
    private static readonly (uint Tag, DicomVr Vr)[] Elements =
    [
        (0x00080008, DicomVr.CS),
        (0x00080020, DicomVr.DA),
        (0x00080030, DicomVr.TM),
        (0x00080054, DicomVr.AE),
        (0x00080119, DicomVr.UC),
        (0x00080120, DicomVr.UR),
        (0x00081030, DicomVr.LO),
        (0x00100010, DicomVr.PN),
        (0x00101010, DicomVr.AS),
        (0x00104000, DicomVr.LT),
        (0x00186020, DicomVr.SL),
        (0x00189073, DicomVr.FD),
        (0x00189219, DicomVr.SS),
        (0x00200010, DicomVr.SH),
        (0x00200013, DicomVr.IS),
        (0x00280009, DicomVr.AT),
        (0x00280010, DicomVr.US),
        (0x00280030, DicomVr.DS),
        (0x00400310, DicomVr.ST),
        (0x0040A120, DicomVr.DT),
        (0x0040A160, DicomVr.UT),
        (0x00660016, DicomVr.OF),
        (0x00660022, DicomVr.OD),
        (0x00660040, DicomVr.OL),
        (0x00720082, DicomVr.SV),
        (0x00720083, DicomVr.UV),
        (0x00720081, DicomVr.OV),
        (0x00789999, DicomVr.UN),
    ];

    private static readonly uint[] Sequences = [0x00081140, 0x00082112, 0x0040A730, 0x52009229];

    private ulong _state = seed;

    /// <summary>Holds for 300 data sets, always the same ones.</summary>
    public static void ForAll(Action<DicomDataset> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261127UL, 5UL),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), number => property(new RandomDatasets((ulong)number).Image()))
        );

    private DicomDataset Image()
    {
        var image = Dataset(depth: 0);
        image.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        image.Set(DicomTags.SopInstanceUid, "2.25." + Next());
        if (Below(2) == 0)
        {
            image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, Bytes(2 * Below(200))));
        }

        return image;
    }

    private DicomDataset Dataset(int depth)
    {
        var dataset = new DicomDataset();
        foreach (var (tag, vr) in Elements)
        {
            if (Below(3) == 0)
            {
                dataset.Set(new DicomElement(new DicomTag(tag), vr, Value(vr)));
            }
        }

        if (Below(3) == 0)
        {
            dataset.Set(new DicomElement(new(0x0019, 0x0010), DicomVr.LO, "GEMS_ACQU_01"u8.ToArray()));
            dataset.Set(new DicomElement(new(0x0019, 0x1002), DicomVr.SL, Bytes(4)));
            dataset.Set(new DicomElement(new(0x0019, 0x0011), DicomVr.LO, "NOBODY KNOWS"u8.ToArray()));
            dataset.Set(new DicomElement(new(0x0019, 0x1102), DicomVr.UN, Bytes(2 * Below(9))));
        }

        for (var i = Below(3); i > 0 && depth < 4; i--)
        {
            var items = Enumerable.Range(0, Below(3)).Select(_ => Dataset(depth + 1)).ToArray();
            dataset.SetItems(new DicomTag(Sequences[Below(Sequences.Length)]), items);
        }

        return dataset;
    }

    private ReadOnlyMemory<byte> Value(DicomVr vr)
    {
        if (Below(6) == 0)
        {
            return default;
        }

        if (!vr.IsText())
        {
            return Bytes(8 * Below(5));
        }

        var text = new StringBuilder();
        for (var i = 2 * Below(12); i > 0; i--)
        {
            text.Append((char)('!' + Below(90)));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)Next();
        }

        return bytes;
    }

    private int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
