using System.Text;
using ReaderStudy.Phantom;

namespace ReaderStudy.Dicom.Fuzz;

/// <summary>The files to begin with: some made here, so that a run needs nothing else, and those of folders that were named.</summary>
internal static class SeedFiles
{
    private const int LargestSeed = 128 << 10;

    public static List<byte[]> In(IReadOnlyList<string> folders)
    {
        var seeds = Made().ToList();
        foreach (var folder in folders)
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var bytes = File.ReadAllBytes(path);
                // Of a large file the header and the first pixels: a cut file too, but one that is soon through.
                seeds.Add(bytes.Length <= LargestSeed ? bytes : bytes[..(LargestSeed / 8)]);
            }
        }

        return seeds;
    }

    private static IEnumerable<byte[]> Made()
    {
        var image = Small(PhantomExam.Files(PhantomGenerator.Generate(1)).First().File.Dataset);
        yield return new DicomFile(image).ToBytes();
        foreach (var photometric in new[] { "RGB", "YBR_FULL", "MONOCHROME1", "PALETTE COLOR" })
        {
            yield return new DicomFile(Coloured(image, photometric)).ToBytes();
        }

        yield return RunLengths(image);
        yield return Nested(image, 12);
        yield return Text(image, "ISO 2022 IR 6\\ISO 2022 IR 87", "Yamada^Tarou=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B");
        yield return Text(image, "ISO_IR 192", "Wang^XiaoDong=王^小东");
        yield return Overlay(image);
    }

    /// <summary>The same image with 8 x 8 pixels.</summary>
    private static DicomDataset Small(DicomDataset source)
    {
        var image = source.Clone();
        image.Set(DicomTags.Rows, 8d);
        image.Set(DicomTags.Columns, 8d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, source.Find(DicomTags.PixelData)!.Value[..128]));
        return image;
    }

    private static DicomDataset Coloured(DicomDataset source, string photometric)
    {
        var samples = photometric is "RGB" or "YBR_FULL" ? 3 : 1;
        var image = source.Clone();
        image.Set(DicomTags.PhotometricInterpretation, photometric);
        image.Set(DicomTags.SamplesPerPixel, (double)samples);
        image.Set(DicomTags.PlanarConfiguration, 0d);
        image.Set(DicomTags.BitsAllocated, 8d);
        image.Set(DicomTags.BitsStored, 8d);
        image.Set(DicomTags.HighBit, 7d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, Enumerable.Range(0, 64 * samples).Select(i => (byte)i).ToArray()));
        for (ushort colour = 0; photometric == "PALETTE COLOR" && colour < 3; colour++)
        {
            image.Set(new DicomElement(new DicomTag(0x0028, (ushort)(0x1101 + colour)), DicomVr.US, new byte[] { 0, 1, 0, 0, 16, 0 }));
            image.Set(new DicomElement(new DicomTag(0x0028, (ushort)(0x1201 + colour)), DicomVr.OW, new byte[512]));
        }

        return image;
    }

    private static byte[] RunLengths(DicomDataset source)
    {
        // One frame of two segments (PS3.5 annex G): 64 times 0 each.
        var frame = new byte[68];
        frame[0] = 2;
        (frame[4], frame[8]) = (64, 66);
        (frame[64], frame[65], frame[66], frame[67]) = (193, 0, 193, 0);
        var image = source.Clone();
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, frame]));
        return new DicomFile(new DicomDataset(), image, TransferSyntax.Rle).ToBytes();
    }

    private static byte[] Nested(DicomDataset source, int depth)
    {
        var inner = new DicomDataset();
        inner.Set(DicomTags.PatientName, "Inner^Name");
        for (var i = 0; i < depth; i++)
        {
            var outer = new DicomDataset();
            outer.SetItems(new DicomTag(0x0008, 0x1140), inner);
            inner = outer;
        }

        var image = source.Clone();
        image.SetItems(new DicomTag(0x0008, 0x1115), inner);
        return new DicomFile(image).ToBytes();
    }

    private static byte[] Text(DicomDataset source, string characterSet, string name)
    {
        var image = source.Clone();
        var encoding = characterSet == "ISO_IR 192" ? Encoding.UTF8 : Encoding.Latin1;
        image.Set(new DicomElement(DicomTags.SpecificCharacterSet, DicomVr.CS, Even(Encoding.ASCII.GetBytes(characterSet))));
        image.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, Even(encoding.GetBytes(name))));
        return new DicomFile(image).ToBytes();
    }

    private static byte[] Overlay(DicomDataset source)
    {
        var image = source.Clone();
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0010), DicomVr.US, new byte[] { 8, 0 }));
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0011), DicomVr.US, new byte[] { 8, 0 }));
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0040), DicomVr.CS, "G "u8.ToArray()));
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0050), DicomVr.SS, new byte[] { 1, 0, 1, 0 }));
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0100), DicomVr.US, new byte[] { 1, 0 }));
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0102), DicomVr.US, new byte[] { 0, 0 }));
        image.Set(
            new DicomElement(new DicomTag(0x6000, 0x3000), DicomVr.OW, new byte[] { 0xFF, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0xFF })
        );
        return new DicomFile(image).ToBytes();
    }

    private static byte[] Even(byte[] bytes) => bytes.Length % 2 == 0 ? bytes : [.. bytes, (byte)' '];
}
