using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Phantom;

/// <summary>A phantom case as a CT exam: one series a phase, one CT Image Storage file a slice, with the headers of a multiphase liver CT.</summary>
public static class PhantomExam
{
    /// <summary>
    /// All images of a case, phase by phase in the order of acquisition, slices from the head down as scanners number them.
    /// The same case gives the same bytes.
    /// </summary>
    public static IEnumerable<(string FileName, DicomFile File)> Files(PhantomCase phantom)
    {
        foreach (var phase in phantom.Phases.Keys.Order())
        {
            foreach (var dataset in Datasets(phantom, phase))
            {
                var number = dataset.RequireInt(DicomTags.InstanceNumber);
                yield return (FormattableString.Invariant($"S{phase.Index() + 2:D3}/I{number:000}.dcm"), new DicomFile(dataset));
            }
        }
    }

    /// <summary>Writes all images of a case below a folder, which is created.</summary>
    public static void WriteTo(string folder, PhantomCase phantom)
    {
        foreach (var (fileName, file) in Files(phantom))
        {
            var path = Path.Combine(folder, fileName);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var stream = File.Create(path);
            file.Write(stream);
        }
    }

    /// <summary>The images of one phase, slices from the head down.</summary>
    public static IEnumerable<DicomDataset> Datasets(PhantomCase phantom, ContrastPhase phase)
    {
        var patient = FictionalPatient.Of(phantom);
        var volume = phantom.Phases[phase];
        for (var slice = volume.Geometry.Slices - 1; slice >= 0; slice--)
        {
            var dataset = new DicomDataset();
            AddPatientAndExam(dataset, phantom, patient);
            AddSeries(dataset, phantom, phase, patient);
            AddImage(dataset, phantom, phase, volume, slice);
            yield return dataset;
        }
    }

    private static void AddPatientAndExam(DicomDataset dataset, PhantomCase phantom, FictionalPatient patient)
    {
        dataset.Set(DicomTags.SpecificCharacterSet, "ISO_IR 100");
        dataset.Set(DicomTags.SopClassUid, DicomUid.CtImageStorage);
        dataset.Set(DicomTags.StudyDate, DateOnly.FromDateTime(patient.ExamStart));
        dataset.Set(DicomTags.StudyTime, TimeOnly.FromDateTime(patient.ExamStart));
        dataset.Set(DicomTags.AccessionNumber, patient.AccessionNumber);
        dataset.Set(DicomTags.Modality, "CT");
        dataset.Set(DicomTags.Manufacturer, "ReaderStudy Phantom");
        dataset.Set(DicomTags.InstitutionName, phantom.Scanner.Centre);
        dataset.Set(DicomTags.ReferringPhysicianName, patient.Physician);
        dataset.Set(DicomTags.StudyDescription, "CT Liver multiphase");
        dataset.Set(DicomTags.ManufacturerModelName, phantom.Scanner.ModelName);
        dataset.Set(DicomTags.PatientName, patient.Name);
        dataset.Set(DicomTags.PatientId, patient.Id);
        dataset.Set(DicomTags.PatientBirthDate, patient.BirthDate);
        dataset.Set(DicomTags.PatientSex, phantom.Male ? "M" : "F");
        dataset.Set(DicomTags.PatientAge, FormattableString.Invariant($"{phantom.Age:D3}Y"));
        dataset.Set(DicomTags.PatientWeight, patient.Weight);
        dataset.Set(DicomTags.StudyInstanceUid, Uid(phantom, "exam"));
        dataset.Set(DicomTags.StudyId, "1");
        dataset.Set(DicomTags.FrameOfReferenceUid, Uid(phantom, "frame"));
        dataset.SetEmpty(DicomTags.PositionReferenceIndicator);
    }

    private static void AddSeries(DicomDataset dataset, PhantomCase phantom, ContrastPhase phase, FictionalPatient patient)
    {
        var injection = patient.ExamStart.AddMinutes(4);
        var acquired = injection.AddSeconds(SecondsAfterInjection(phantom.Scanner, phase));
        dataset.Set(DicomTags.SeriesDate, DateOnly.FromDateTime(acquired));
        dataset.Set(DicomTags.AcquisitionDate, DateOnly.FromDateTime(acquired));
        dataset.Set(DicomTags.ContentDate, DateOnly.FromDateTime(acquired));
        dataset.Set(DicomTags.SeriesTime, TimeOnly.FromDateTime(acquired));
        dataset.Set(DicomTags.AcquisitionTime, TimeOnly.FromDateTime(acquired));
        dataset.Set(DicomTags.ContentTime, TimeOnly.FromDateTime(acquired));
        dataset.Set(DicomTags.SeriesDescription, Description(phantom.Scanner, phase));
        dataset.Set(DicomTags.ProtocolName, "Liver 4 phase");
        dataset.Set(DicomTags.BodyPartExamined, "ABDOMEN");
        dataset.Set(DicomTags.SeriesInstanceUid, Uid(phantom, $"series/{phase}"));
        dataset.Set(DicomTags.SeriesNumber, phase.Index() + 2);
        dataset.Set(DicomTags.AcquisitionNumber, phase.Index() + 1);
        dataset.Set(DicomTags.PatientPosition, "HFS");
        if (phase is not ContrastPhase.Native)
        {
            var milliliters = Math.Round(patient.Weight * 1.5);
            dataset.Set(DicomTags.ContrastBolusAgent, "Iohexol 350 mg/mL");
            dataset.Set(DicomTags.ContrastBolusRoute, "IV");
            dataset.Set(DicomTags.ContrastBolusVolume, milliliters);
            dataset.Set(DicomTags.ContrastBolusStartTime, TimeOnly.FromDateTime(injection));
            dataset.Set(DicomTags.ContrastBolusStopTime, TimeOnly.FromDateTime(injection.AddSeconds(Math.Round(milliliters / 4))));
            dataset.Set(DicomTags.ContrastFlowRate, 4);
        }
    }

    private static void AddImage(DicomDataset dataset, PhantomCase phantom, ContrastPhase phase, Volume volume, int slice)
    {
        const short Intercept = -1024;
        var geometry = volume.Geometry;
        var origin = geometry.PositionOf(slice, 0, 0);
        dataset.Set(DicomTags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL");
        dataset.Set(DicomTags.SopInstanceUid, Uid(phantom, FormattableString.Invariant($"image/{phase}/{slice}")));
        dataset.Set(DicomTags.InstanceNumber, geometry.Slices - slice);
        dataset.Set(DicomTags.SliceThickness, geometry.SliceSpacing);
        dataset.Set(DicomTags.SpacingBetweenSlices, geometry.SliceSpacing);
        dataset.Set(DicomTags.Kvp, phantom.Scanner.Kilovolts);
        dataset.Set(DicomTags.ConvolutionKernel, phantom.Scanner.Kernel);
        dataset.Set(DicomTags.ImagePositionPatient, origin.X, origin.Y, origin.Z);
        dataset.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        dataset.Set(DicomTags.SliceLocation, origin.Z);
        dataset.Set(DicomTags.SamplesPerPixel, 1);
        dataset.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        dataset.Set(DicomTags.Rows, geometry.Rows);
        dataset.Set(DicomTags.Columns, geometry.Columns);
        dataset.Set(DicomTags.PixelSpacing, geometry.First.RowSpacing, geometry.First.ColumnSpacing);
        dataset.Set(DicomTags.BitsAllocated, 16);
        dataset.Set(DicomTags.BitsStored, 12);
        dataset.Set(DicomTags.HighBit, 11);
        dataset.Set(DicomTags.PixelRepresentation, 0);
        dataset.Set(DicomTags.WindowCenter, 70);
        dataset.Set(DicomTags.WindowWidth, 300);
        dataset.Set(DicomTags.RescaleIntercept, Intercept);
        dataset.Set(DicomTags.RescaleSlope, 1);
        dataset.Set(DicomTags.RescaleType, "HU");
        var stored = volume.SliceAt(slice).ToArray();
        for (var i = 0; i < stored.Length; i++)
        {
            stored[i] -= Intercept;
        }

        dataset.SetPixels(stored);
    }

    private static int SecondsAfterInjection(Scanner scanner, ContrastPhase phase) =>
        phase switch
        {
            ContrastPhase.Unknown => throw new ArgumentOutOfRangeException(nameof(phase)),
            ContrastPhase.Native => -90,
            ContrastPhase.Arterial => scanner.ArterialDelay,
            ContrastPhase.PortalVenous => scanner.ArterialDelay + 38,
            ContrastPhase.Delayed => 190,
        };

    private static string Description(Scanner scanner, ContrastPhase phase)
    {
        var name = phase switch
        {
            ContrastPhase.Unknown => throw new ArgumentOutOfRangeException(nameof(phase)),
            ContrastPhase.Native => "Native",
            ContrastPhase.Arterial => "Arterial Phase",
            ContrastPhase.PortalVenous => "Portal Venous Phase",
            ContrastPhase.Delayed => "Delayed Phase",
        };
        return FormattableString.Invariant($"{name} {scanner.SliceSpacing:F1}");
    }

    private static string Uid(PhantomCase phantom, string what) =>
        DicomUid.FromName(FormattableString.Invariant($"readerstudy-phantom/{phantom.Seed}/{phantom.Class}/{what}"));
}
