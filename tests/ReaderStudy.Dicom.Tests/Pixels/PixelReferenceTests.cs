using System.Buffers.Binary;
using System.Security.Cryptography;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Pixels;

/// <summary>Decoded pixels against pydicom and DCMTK: Reference/pixel_hashes.txt, whose header says how to get it again.</summary>
public sealed class PixelReferenceTests
{
    [SharedDataFact("data/ct-liver")]
    public async Task Every_liver_CT_decodes_to_the_pixels_that_pydicom_reads() =>
        Assert.Equal(89, await CountEqual("pydicom", "ct-liver/"));

    [SharedDataFact("data/dicom-zoo")]
    public async Task Native_and_RLE_files_of_every_kind_decode_to_the_pixels_that_pydicom_reads() =>
        Assert.Equal(143, await CountEqual("pydicom", "dicom-zoo/", "deid/", "mr-liver/", "ultrasound/"));

    [SharedDataFact("data/dicom-zoo")]
    public async Task Jpeg_lossless_and_Jpeg_LS_files_decode_to_the_pixels_that_DCMTK_reads() =>
        Assert.Equal(11, await CountEqual("dcmdj", "dicom-zoo/"));

    private static async Task<int> CountEqual(string decoder, params string[] folders)
    {
        var file = Path.Combine(SharedData.RepositoryRoot, "tests/ReaderStudy.Dicom.Tests/Reference/pixel_hashes.txt");
        var expected = (await File.ReadAllLinesAsync(file))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', 3))
            .Where(cells => cells[1].StartsWith(decoder, StringComparison.Ordinal))
            .Where(cells => folders.Any(f => cells[2].StartsWith(f, StringComparison.Ordinal)))
            .ToList();
        var wrong = new List<string>();
        foreach (var cells in expected)
        {
            var dicom = await DicomFile.ReadAsync(SharedData.PathOf("data/" + cells[2]));
            try
            {
                if (Hash(await PixelDecoder.DecodeAsync(dicom)) != cells[0])
                {
                    wrong.Add(cells[2]);
                }
            }
            catch (DicomException e)
            {
                wrong.Add($"{cells[2]}: {e.Message}");
            }
        }

        Assert.Empty(wrong);
        return expected.Count;
    }

    private static string Hash(NativePixels pixels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var description = pixels.Description;
        var count = description.Rows * description.Columns;
        for (var f = 0; f < pixels.Frames.Count; f++)
        {
            var values = pixels.StoredValues(f);
            var bytes = new byte[4 * values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                var from = description.IsPlanar && description.SamplesPerPixel == 3 ? (i % 3 * count) + (i / 3) : i;
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), values[from]);
            }

            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
