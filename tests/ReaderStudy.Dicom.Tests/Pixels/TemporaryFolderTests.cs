using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Tests.Pixels;

/// <summary>What changes the process as a whole runs alone.</summary>
[CollectionDefinition(nameof(TemporaryFolderTests), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(TemporaryFolderTests))]
public sealed class TemporaryFolderTests
{
    [ProgramFact("gdcmconv")]
    public async Task Without_room_for_temporary_files_every_image_is_refused_and_none_waits_for_ever()
    {
        var image = TestImages.Ct(0, 1);
        byte[] stream =
        [
            .. (byte[])[0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0, 0, 0, 6, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0],
            .. (byte[])[0, 0, 0, 6, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x8F, 1, 1, 0xFF, 0xD9, 0],
        ];
        image.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, stream]));
        var file = new DicomFile(new DicomDataset(), image, TransferSyntax.Of("1.2.840.10008.1.2.4.90"));
        var before = Environment.GetEnvironmentVariable("TMPDIR");
        Environment.SetEnvironmentVariable("TMPDIR", "/nowhere/at/all");
        try
        {
            // One more than may run at a time.
            for (var i = 0; i <= Environment.ProcessorCount; i++)
            {
                var error = await Assert.ThrowsAsync<DicomException>(() =>
                    PixelDecoder.DecodeAsync(file).WaitAsync(TimeSpan.FromSeconds(30))
                );
                Assert.Equal(DicomErrorKind.Decoder, error.Kind);
                Assert.StartsWith("there is no room for temporary files", error.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", before);
        }
    }
}
