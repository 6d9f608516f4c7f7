using System.Buffers.Binary;
using ReaderStudy.Phantom;

namespace ReaderStudy.Dicom.Benchmarks;

/// <summary>
/// CT slices as scanners write them: 512 x 512 pixels of 16 bits, a header of some 150 elements with vendor's groups and sequences. The
/// phantom's 256 x 256 pixels are drawn twice as large. One patient and exam for every 400 slices, four series in each.
/// </summary>
internal static class CtSlices
{
    private const int SlicesOfPatient = 400;

    /// <summary>Writes the files; the same count gives the same bytes.</summary>
    public static void Make(string folder, int count)
    {
        var phantom = PhantomExam.Files(PhantomGenerator.Generate(7)).Select(f => Enriched(f.File.Dataset)).ToList();
        Parallel.For(
            0,
            count,
            n =>
            {
                var image = phantom[n % phantom.Count].Clone();
                var patient = n / SlicesOfPatient;
                var place = n % SlicesOfPatient;
                var series = place / (SlicesOfPatient / 4);
                var exam = FormattableString.Invariant($"1.2.826.0.1.3680043.10.1000.{patient}");
                image.Set(DicomTags.PatientId, FormattableString.Invariant($"BENCH{patient:D5}"));
                image.Set(DicomTags.PatientName, FormattableString.Invariant($"Bench^Patient {patient}"));
                image.Set(DicomTags.StudyInstanceUid, exam);
                image.Set(DicomTags.FrameOfReferenceUid, exam + ".9");
                image.Set(DicomTags.SeriesInstanceUid, FormattableString.Invariant($"{exam}.{series}"));
                image.Set(DicomTags.SopInstanceUid, FormattableString.Invariant($"{exam}.{series}.{place}"));
                image.Set(DicomTags.InstanceNumber, (double)place);
                image.Set(DicomTags.ImagePositionPatient, -180d, -180d, 2.5 * (place % (SlicesOfPatient / 4)));
                image.Set(DicomTags.SliceLocation, 2.5 * (place % (SlicesOfPatient / 4)));
                var path = Path.Combine(
                    folder,
                    FormattableString.Invariant($"P{patient:D4}"),
                    FormattableString.Invariant($"S{series}"),
                    FormattableString.Invariant($"I{place:D4}.dcm")
                );
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var stream = File.Create(path);
                new DicomFile(image).Write(stream);
            }
        );
    }

    private static DicomDataset Enriched(DicomDataset slice)
    {
        var image = slice.Clone();
        image.Set(DicomTags.Rows, 512d);
        image.Set(DicomTags.Columns, 512d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, TwiceAsLarge(slice.Find(DicomTags.PixelData)!.Value.Span)));
        AddVendorGroup(image, 0x0019, 40);
        AddVendorGroup(image, 0x0029, 20);
        var request = new DicomDataset();
        request.Set(new DicomTag(0x0032, 0x1060), "CT abdomen with contrast");
        request.Set(new DicomTag(0x0040, 0x1001), "RP1000");
        request.Set(new DicomTag(0x0040, 0x0007), "CT abdomen");
        image.SetItems(new DicomTag(0x0040, 0x0275), request);
        var reference = new DicomDataset();
        reference.Set(new DicomTag(0x0008, 0x1150), DicomUid.CtImageStorage);
        reference.Set(new DicomTag(0x0008, 0x1155), "1.2.826.0.1.3680043.10.1000.99");
        image.SetItems(new DicomTag(0x0008, 0x1140), reference, reference.Clone());
        return image;
    }

    private static void AddVendorGroup(DicomDataset image, ushort group, int elements)
    {
        image.Set(new DicomElement(new DicomTag(group, 0x0010), DicomVr.LO, "BENCHMARK VENDOR"u8.ToArray()));
        for (var i = 0; i < elements; i++)
        {
            image.Set(new DicomElement(new DicomTag(group, (ushort)(0x1000 + i)), DicomVr.DS, "123.45678 "u8.ToArray()));
        }
    }

    private static byte[] TwiceAsLarge(ReadOnlySpan<byte> pixels)
    {
        var large = new byte[4 * pixels.Length];
        const int Size = PhantomGenerator.ImageSize;
        for (var y = 0; y < 2 * Size; y++)
        {
            for (var x = 0; x < 2 * Size; x++)
            {
                var value = BinaryPrimitives.ReadInt16LittleEndian(pixels[(2 * (((y / 2) * Size) + (x / 2)))..]);
                BinaryPrimitives.WriteInt16LittleEndian(large.AsSpan(2 * ((y * 2 * Size) + x)), value);
            }
        }

        return large;
    }
}
