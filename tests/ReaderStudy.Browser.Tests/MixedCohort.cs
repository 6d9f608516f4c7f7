using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;

namespace ReaderStudy.Browser.Tests;

/// <summary>
/// A folder as it comes from a hospital: a good exam, one whose arterial series has a gap and a wrong description, ultrasound pictures with a
/// name in them, the same image twice with different pixels, a file that was cut short, and files that are no images.
/// </summary>
internal sealed class MixedCohort : IDisposable
{
    public MixedCohort()
    {
        Folder = Directory.CreateTempSubdirectory("readerstudy-mixed-").FullName;
        var good = PhantomGenerator.Generate(9100, LesionClass.Hcc);
        PhantomExam.WriteTo(Path.Combine(Folder, "good"), good);
        var odd = PhantomGenerator.Generate(9101, LesionClass.Met);
        foreach (var (name, file) in PhantomExam.Files(odd))
        {
            var isArterial = file.Dataset.GetString(DicomTags.SeriesDescription)!.StartsWith("Arterial", StringComparison.Ordinal);
            if (isArterial && file.Dataset.RequireInt(DicomTags.InstanceNumber) == 9)
            {
                continue;
            }

            if (isArterial)
            {
                file.Dataset.Set(DicomTags.SeriesDescription, "Delayed Phase 5.0");
                file.Dataset.Remove(DicomTags.ContrastBolusStartTime);
            }

            Write("odd/" + name, file);
        }

        for (var i = 0; i < 3; i++)
        {
            Write($"ultrasound/{i}.dcm", new DicomFile(Ultrasound(i)));
        }

        var twin = PhantomExam.Datasets(good, ContrastPhase.Arterial).First();
        var pixels = twin.Find(DicomTags.PixelData)!.Value.ToArray();
        pixels.AsSpan(pixels.Length / 2, 2000).Clear();
        twin.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, pixels));
        Write("zz-twin.dcm", new DicomFile(twin));
        var whole = File.ReadAllBytes(
            Directory.EnumerateFiles(Path.Combine(Folder, "good"), "*.dcm", SearchOption.AllDirectories).Order().First()
        );
        File.WriteAllBytes(Path.Combine(Folder, "cut-short.dcm"), whole[..(whole.Length / 2)]);
        File.WriteAllText(Path.Combine(Folder, "README.txt"), "This is not an image.");
        File.WriteAllText(Path.Combine(Folder, "autorun.inf"), "[autorun]");
    }

    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string name, DicomFile file)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        file.Write(stream);
    }

    /// <summary>A fan of echoes in colour, and a bright line of blocks at the top where a scanner writes the name.</summary>
    private static DicomDataset Ultrasound(int number)
    {
        const int Width = 400;
        const int Height = 300;
        var rgb = new byte[3 * Width * Height];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (dx, dy) = (x - (Width / 2), y - 20);
                var (distance, angle) = (Math.Sqrt((dx * dx) + (dy * dy)), Math.Atan2(dx, dy));
                var isFan = distance is > 30 and < 260 && Math.Abs(angle) < 0.7;
                var echo = isFan
                    ? (byte)(60 + (50 * Math.Sin((distance / 7) + number) * Math.Cos(angle * 9)) + ((x * 31 + y * 17) % 23))
                    : (byte)0;
                var isText = y is >= 6 and < 14 && x is >= 20 and < 150 && x % 9 < 6 && (y + x / 9) % 3 != 0;
                var isFlow = isFan && Math.Abs(dx - 20) < 14 && Math.Abs(dy - 140) < 24;
                var at = 3 * ((y * Width) + x);
                (rgb[at], rgb[at + 1], rgb[at + 2]) =
                    isText ? ((byte)255, (byte)255, (byte)255)
                    : isFlow ? ((byte)210, (byte)40, (byte)30)
                    : (echo, echo, echo);
            }
        }

        var image = new DicomDataset();
        image.Set(DicomTags.SopClassUid, "1.2.840.10008.5.1.4.1.1.6.1");
        image.Set(DicomTags.SopInstanceUid, DicomUid.FromName($"mixed cohort ultrasound {number}"));
        image.Set(DicomTags.Modality, "US");
        image.Set(DicomTags.PatientId, "US-4711");
        image.Set(DicomTags.PatientName, "Muster^Maria");
        image.Set(DicomTags.StudyInstanceUid, DicomUid.FromName("mixed cohort ultrasound exam"));
        image.Set(DicomTags.SeriesInstanceUid, DicomUid.FromName("mixed cohort ultrasound series"));
        image.Set(DicomTags.InstanceNumber, number + 1d);
        image.Set(DicomTags.SamplesPerPixel, 3d);
        image.Set(DicomTags.PhotometricInterpretation, "RGB");
        image.Set(DicomTags.PlanarConfiguration, 0d);
        image.Set(DicomTags.Rows, (double)Height);
        image.Set(DicomTags.Columns, (double)Width);
        image.Set(DicomTags.BitsAllocated, 8d);
        image.Set(DicomTags.BitsStored, 8d);
        image.Set(DicomTags.HighBit, 7d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        image.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, rgb));
        return image;
    }
}
