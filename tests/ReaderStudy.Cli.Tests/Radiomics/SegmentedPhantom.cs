using ReaderStudy.Dicom;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Phantom;

namespace ReaderStudy.Cli.Tests.Radiomics;

/// <summary>A phantom's arterial and portal venous series, and a segmentation of its lesions drawn on the portal venous one.</summary>
internal static class SegmentedPhantom
{
    public static readonly PhantomCase Case = PhantomGenerator.Generate(
        7,
        LesionClass.Hcc,
        new PhantomOptions
        {
            SmallestDiameter = 20,
            LargestDiameter = 24,
            Phases = [ContrastPhase.Arterial, ContrastPhase.PortalVenous],
        }
    );

    public static Volume Volume => Case.Phases[ContrastPhase.PortalVenous];

    /// <summary>Writes both series below a folder and the segmentation beside it; gives the segmentation's path.</summary>
    public static string Write(string folder)
    {
        PhantomExam.WriteTo(Path.Combine(folder, "exam"), Case);
        var path = Path.Combine(folder, "lesions.dcm");
        var stack = SliceStack.Of(PhantomExam.Datasets(Case, ContrastPhase.PortalVenous));
        var descriptions = Case.Lesions.Select((_, i) => SegmentDescription.LiverLesion(i + 1, $"Lesion {i + 1}", "phantom", "1")).ToList();
        var identity = new DerivedIdentity
        {
            SopInstanceUid = "2.25.71",
            SeriesUid = "2.25.72",
            MadeAt = new DateTime(2026, 1, 2, 3, 4, 5),
        };
        var segments = Segment.FromLabels(Case.LesionLabels, Volume.Geometry.Rows * Volume.Geometry.Columns, descriptions);
        File.WriteAllBytes(path, SegmentationWriter.Write(stack, segments, identity).ToBytes());
        return path;
    }
}
