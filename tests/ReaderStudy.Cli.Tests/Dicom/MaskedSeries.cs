using System.IO.Compression;
using System.Runtime.InteropServices;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Cli.Tests.Dicom;

/// <summary>A CT series of 3 slices of 4 x 6 pixels, and masks of it.</summary>
internal static class MaskedSeries
{
    /// <summary>Writes the images, not in the order in which they lie.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="seriesUid">Its UID.</param>
    /// <param name="oblique">True to turn it in the patient.</param>
    public static void Write(string folder, string seriesUid = "2.25.2", bool oblique = false)
    {
        Directory.CreateDirectory(folder);
        double[] orientation = oblique ? [0.8, 0.6, 0, -0.6, 0.8, 0] : [1, 0, 0, 0, 1, 0];
        foreach (var z in (int[])[5, 0, 10])
        {
            var image = CtSlice.Of($"masked {seriesUid} {z}", seriesUid, z, orientation);
            image.Set(DicomTags.PatientName, "Doe^Jane");
            image.Set(DicomTags.StudyId, "1");
            image.Set(DicomTags.StudyDate, "20260102");
            image.Set(DicomTags.StudyTime, "101112");
            image.Set(DicomTags.FrameOfReferenceUid, "2.25.4");
            File.WriteAllBytes(Path.Combine(folder, $"{seriesUid}-{z}.dcm"), new DicomFile(image).ToBytes());
        }
    }

    /// <summary>Writes a mask, packed if its name says so, and gives its path.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="affine">Where it lies.</param>
    /// <param name="values">Bytes or single reals; slice by slice, row by row.</param>
    /// <param name="change">Changes the file before it is packed.</param>
    public static async Task<string> WriteMaskAsync<T>(string path, NiftiAffine affine, T[] values, Func<byte[], byte[]>? change = null)
        where T : struct
    {
        byte[] bytes = [.. await HeaderAsync(affine), .. MemoryMarshal.AsBytes<T>(values)];
        if (typeof(T) == typeof(float))
        {
            // nifti1.h: datatype and bitpix.
            (bytes[70], bytes[72]) = (16, 32);
        }

        bytes = change?.Invoke(bytes) ?? bytes;
        await using var file = File.Create(path);
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
        {
            await file.WriteAsync(bytes);
            return path;
        }

        await using var packed = new GZipStream(file, CompressionLevel.Fastest);
        await packed.WriteAsync(bytes);
        return path;
    }

    private static async Task<byte[]> HeaderAsync(NiftiAffine affine)
    {
        using var memory = new MemoryStream();
        var grid = VolumeGeometry.Axial(3, 4, 6, new Point3(0, 0, 0), 5, 1);
        await NiftiMask.WriteAsync(memory, grid, affine, new byte[6 * 4 * 3]);
        memory.Position = 0;
        await using var unpacked = new GZipStream(memory, CompressionMode.Decompress);
        var header = new byte[352];
        await unpacked.ReadExactlyAsync(header);
        return header;
    }
}
