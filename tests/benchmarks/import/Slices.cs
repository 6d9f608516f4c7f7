using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;

namespace ReaderStudy.ImportBenchmark;

/// <summary>CT slices of 512 x 512 from the phantom: its exams, each pixel made four, with noise of its own so that no two slices are alike.</summary>
internal static class Slices
{
    /// <summary>Writes so many slices below a folder, patient by patient; gives their bytes.</summary>
    public static long Write(string folder, int number)
    {
        var (written, bytes, seed) = (0, 0L, 1UL);
        while (written < number)
        {
            var phantom = PhantomGenerator.Generate(7000 + seed, (LesionClass)(seed % 6));
            foreach (var phase in phantom.Phases.Keys.Order())
            {
                foreach (var slice in PhantomExam.Datasets(phantom, phase).Take(number - written))
                {
                    var path = string.Create(CultureInfo.InvariantCulture, $"{folder}/{seed:000}/{phase}/{written:00000}.dcm");
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    var file = new DicomFile(Enlarged(slice, (uint)written)).ToBytes();
                    File.WriteAllBytes(path, file);
                    written++;
                    bytes += file.Length;
                }
            }

            seed++;
        }

        return bytes;
    }

    private static DicomDataset Enlarged(DicomDataset slice, uint seed)
    {
        var (rows, columns) = (slice.RequireInt(DicomTags.Rows), slice.RequireInt(DicomTags.Columns));
        var source = slice.Find(DicomTags.PixelData)!.Value.Span;
        var pixels = new short[4 * rows * columns];
        var state = (seed * 2654435761) | 1;
        for (var y = 0; y < 2 * rows; y++)
        {
            for (var x = 0; x < 2 * columns; x++)
            {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                var at = 2 * ((y / 2 * columns) + (x / 2));
                pixels[(y * 2 * columns) + x] = (short)(BitConverter.ToInt16(source[at..]) + (int)(state & 7) - 4);
            }
        }

        slice.Set(DicomTags.Rows, 2d * rows);
        slice.Set(DicomTags.Columns, 2d * columns);
        var spacing = slice.GetDoubles(DicomTags.PixelSpacing);
        slice.Set(DicomTags.PixelSpacing, spacing[0] / 2, spacing[1] / 2);
        slice.SetPixels(pixels);
        return slice;
    }
}
