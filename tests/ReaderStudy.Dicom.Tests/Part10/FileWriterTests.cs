using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Part10;

public sealed class FileWriterTests
{
    public static TheoryData<string> Syntaxes =>
        [
            TransferSyntax.ImplicitLittleEndian.Uid,
            TransferSyntax.ExplicitLittleEndian.Uid,
            TransferSyntax.ExplicitBigEndian.Uid,
            TransferSyntax.Deflated.Uid,
        ];

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void Any_data_set_is_read_as_it_was_written(string syntax) =>
        RandomDatasets.ForAll(image =>
        {
            var again = DicomFile.Read(Bytes(image, syntax));

            Assert.Equal(syntax, again.Syntax.Uid);
            Assert.Empty(again.Problems);
            Assert.Equal(DatasetLines.Of(image), DatasetLines.Of(again.Dataset));
        });

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void Any_file_is_written_as_it_was_read(string syntax) =>
        RandomDatasets.ForAll(image =>
        {
            var bytes = Bytes(image, syntax);

            Assert.Equal(bytes, Bytes(DicomFile.Read(bytes).Dataset, syntax));
        });

    [SharedDataFact("data/dicom-zoo")]
    public async Task Real_files_say_the_same_in_every_encoding()
    {
        var compared = 0;
        foreach (var path in Directory.EnumerateFiles(SharedData.PathOf("data/dicom-zoo"), "*", SearchOption.AllDirectories))
        {
            DicomFile file;
            try
            {
                file = await DicomFile.ReadAsync(path);
            }
            catch (DicomException)
            {
                continue;
            }

            if (!file.Dataset.Contains(DicomTags.SopInstanceUid) || file.Dataset.Find(DicomTags.PixelData)?.Fragments is not null)
            {
                continue;
            }

            foreach (var syntax in new[] { TransferSyntax.ExplicitBigEndian, TransferSyntax.Deflated })
            {
                using var stream = new MemoryStream();
                file.Write(stream, syntax);

                Assert.Equal(DatasetLines.Of(file.Dataset), DatasetLines.Of(DicomFile.Read(stream.ToArray()).Dataset));
                compared++;
            }
        }

        Assert.True(compared > 100);
    }

    [Fact]
    public void Compressed_pixels_are_written_in_their_own_syntax_only()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [default, new byte[] { 1, 2 }]));
        var file = new DicomFile(new DicomDataset(), image, TransferSyntax.Rle);

        Assert.Equal(TransferSyntax.Rle, DicomFile.Read(file.ToBytes()).Syntax);
        Assert.Throws<DicomException>(() => file.Write(Stream.Null, TransferSyntax.ExplicitLittleEndian));
        Assert.Throws<DicomException>(() => file.Write(Stream.Null, TransferSyntax.Of("1.2.840.10008.1.2.4.70")));
    }

    private static byte[] Bytes(DicomDataset image, string syntax)
    {
        using var stream = new MemoryStream();
        new DicomFile(image).Write(stream, TransferSyntax.Of(syntax));
        return stream.ToArray();
    }
}
