using System.Globalization;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Inference;
using ReaderStudy.Phantom;

namespace ReaderStudy.Training;

/// <summary>
/// Writes phantom cases as the arrays that train.py reads: for each split <c>images.u8</c> [slice, phase, row, column],
/// <c>masks.u8</c> [slice, row, column] (255 where a voxel is all lesion) and <c>slices.csv</c> (case, seed, class, diameter; one line a slice).
/// </summary>
internal static class TrainingData
{
    /// <summary>Seeds of the splits, apart from each other and from those of tests and demos.</summary>
    public static readonly (string Name, ulong FirstSeed, int Cases)[] Splits = [("train", 1_000_000, 900), ("validation", 2_000_000, 120)];

    /// <summary>The input of models/liver-lesion-cnn.</summary>
    public static readonly Preprocessing Settings = new()
    {
        Phases = ["arterial", "portal-venous", "delayed"],
        ReferencePhase = "portal-venous",
        Columns = 112,
        Rows = 80,
        PixelSpacing = 2.8,
        SliceSpacing = 5,
        LowestHounsfield = -60,
        HighestHounsfield = 240,
    };

    public static int Write(string folder, string? only = null)
    {
        foreach (var (name, firstSeed, cases) in Splits)
        {
            if (only is not null && only != name)
            {
                continue;
            }

            var place = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            using var images = File.Create(Path.Combine(place, "images.u8"));
            using var masks = File.Create(Path.Combine(place, "masks.u8"));
            using var table = new StreamWriter(Path.Combine(place, "slices.csv"));
            table.WriteLine("case,seed,class,diameter");
            var next = 0;
            var gate = new Lock();
            Parallel.For(
                0,
                cases,
                new ParallelOptions { MaxDegreeOfParallelism = 2 },
                _ =>
                {
                    var number = Interlocked.Increment(ref next) - 1;
                    var seed = firstSeed + (ulong)number;
                    var phantom = PhantomGenerator.Generate(seed, (LesionClass)(number % 6), TrainedPhases);
                    var (imageBytes, maskBytes, count) = Arrays(phantom);
                    lock (gate)
                    {
                        images.Write(imageBytes);
                        masks.Write(maskBytes);
                        for (var slice = 0; slice < count; slice++)
                        {
                            table.WriteLine(
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{number},{seed},{phantom.Class.Code()},{phantom.Lesions[0].Diameter:F2}"
                                )
                            );
                        }
                    }
                }
            );
            Console.WriteLine($"{name}: {cases} cases");
        }

        return 0;
    }

    private static readonly PhantomOptions TrainedPhases = new()
    {
        Phases = [ContrastPhase.Arterial, ContrastPhase.PortalVenous, ContrastPhase.Delayed],
    };

    private static (byte[] Images, byte[] Masks, int Slices) Arrays(PhantomCase phantom)
    {
        var reference = phantom.Phases[ContrastPhase.PortalVenous];
        var lesions = new Volume(reference.Geometry, Array.ConvertAll(phantom.LesionLabels, label => (short)(label > 0 ? 1000 : 0)));
        var slices = SliceSampler.SliceCount(Settings, reference);
        var plane = Settings.Columns * Settings.Rows;
        var images = new byte[slices * 3 * plane];
        var masks = new byte[slices * plane];
        var values = new float[plane];
        for (var slice = 0; slice < slices; slice++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                var phase = phantom.Phases[TrainedPhases.Phases[channel]];
                SliceSampler.Fill(Settings, reference, phase, slice, values);
                for (var i = 0; i < plane; i++)
                {
                    images[(slice * 3 + channel) * plane + i] = (byte)(values[i] * 255 + 0.5f);
                }
            }

            SliceSampler.Sample(Settings, reference, lesions, slice, values);
            for (var i = 0; i < plane; i++)
            {
                masks[slice * plane + i] = (byte)(Math.Clamp(values[i] / 1000, 0, 1) * 255 + 0.5f);
            }
        }

        return (images, masks, slices);
    }
}
