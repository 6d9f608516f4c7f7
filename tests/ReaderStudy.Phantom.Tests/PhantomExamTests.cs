using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Phantom.Tests;

public class PhantomExamTests
{
    private static readonly PhantomCase Case = Enumerable
        .Range(40, 20)
        .Select(seed => PhantomGenerator.Generate((ulong)seed, LesionClass.Hcc))
        .First(one => one.Phases.Count == 4);

    [Fact]
    public void Written_files_read_back_to_the_same_volumes()
    {
        var read = PhantomExam.Files(Case).Select(file => DicomFile.Read(file.File.ToBytes()).Dataset).ToList();
        var series = read.GroupBy(dataset => dataset.RequireString(DicomTags.SeriesInstanceUid)).ToList();

        Assert.Equal(4, series.Count);
        foreach (var images in series)
        {
            var phase = ContrastPhases.All[images.First().RequireInt(DicomTags.SeriesNumber) - 2];
            var volume = Volume.FromInstances(images);
            Assert.Empty(volume.Problems);
            Assert.Equal(Case.Phases[phase].Voxels, volume.Voxels);
            Assert.Equal(Case.Phases[phase].Geometry.SliceSpacing, volume.Geometry.SliceSpacing, 6);
            Assert.Equal(Case.Phases[phase].Geometry.First.Origin, volume.Geometry.First.Origin);
        }
    }

    [Fact]
    public void The_same_case_gives_the_same_files()
    {
        var once = PhantomExam.Files(Case).Take(3).Select(file => file.File.ToBytes());
        var twice = PhantomExam.Files(Case).Take(3).Select(file => file.File.ToBytes());

        Assert.Equal(once, twice);
    }

    [Fact]
    public void Contrast_times_fit_the_phases()
    {
        foreach (var phase in Case.Phases.Keys)
        {
            var image = PhantomExam.Datasets(Case, phase).First();
            var injected = image.GetTime(DicomTags.ContrastBolusStartTime);
            var acquired = image.GetTime(DicomTags.AcquisitionTime)!.Value;

            if (phase is ContrastPhase.Native)
            {
                Assert.Null(injected);
                Assert.False(image.Contains(DicomTags.ContrastBolusAgent));
                continue;
            }

            var (least, most) = phase switch
            {
                ContrastPhase.Arterial => (25, 45),
                ContrastPhase.PortalVenous => (60, 80),
                _ => (180, 300),
            };
            Assert.InRange((acquired - injected!.Value).TotalSeconds, least, most);
        }
    }

    [Fact]
    public void The_importer_recognises_every_phase_by_timing_by_words_and_by_density()
    {
        for (ulong seed = 60; seed < 72; seed++)
        {
            var phantom = PhantomGenerator.Generate(seed);
            foreach (var (phase, volume) in phantom.Phases)
            {
                var headers = PhantomExam.Datasets(phantom, phase).Take(2).ToList();
                var proposal = PhaseProposal.For(headers, FreeTexts.Of(headers[0]), volume);

                Assert.True(proposal.Phase == phase && proposal.Confidence > 0.9, $"seed {seed}, {phase}: {proposal}");
            }
        }
    }

    [Fact]
    public void Headers_name_a_patient_for_deidentification_to_remove()
    {
        var image = PhantomExam.Datasets(Case, ContrastPhase.PortalVenous).First();

        Assert.Contains('^', image.RequireString(DicomTags.PatientName));
        Assert.NotEmpty(image.RequireString(DicomTags.PatientId));
        Assert.Equal(Case.Male ? "M" : "F", image.GetString(DicomTags.PatientSex));
        Assert.Equal(
            "Portal Venous Phase " + Case.Scanner.SliceSpacing.ToString("F1", System.Globalization.CultureInfo.InvariantCulture),
            image.GetString(DicomTags.SeriesDescription)
        );
        var born = image.GetDate(DicomTags.PatientBirthDate)!.Value;
        var exam = image.GetDate(DicomTags.StudyDate)!.Value;
        Assert.Equal(Case.Age, exam.Year - born.Year - (exam.DayOfYear < born.DayOfYear ? 1 : 0));
    }

    [Fact]
    public void Writes_a_folder_for_each_series()
    {
        var folder = Directory.CreateTempSubdirectory("phantom").FullName;
        try
        {
            PhantomExam.WriteTo(folder, Case);

            Assert.Equal(4, Directory.GetDirectories(folder).Length);
            Assert.Equal(4 * Case.Scanner.SliceCount, Directory.GetFiles(folder, "*.dcm", SearchOption.AllDirectories).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
