using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Phantom;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Demo;

/// <param name="Case">With its series and instances, described.</param>
/// <param name="Class">Its truth.</param>
/// <param name="Seed">Of the phantom.</param>
/// <param name="Diameter">Of the lesion that is asked about, in mm.</param>
public sealed record StoredPhantom(Case Case, LesionClass Class, ulong Seed, double Diameter);

/// <summary>
/// Makes phantom cases and stores their images as an import would: through the de-identifier, before the first write. File keys depend
/// on the case and the phase alone, so that a second try after a killed first one writes over its files.
/// </summary>
public sealed class PhantomImages(ImageStore store, StudyKeys keys)
{
    private const string Folder = "demo-phantoms";

    /// <param name="studyId">The study, for its pseudonyms.</param>
    /// <param name="code">Of the case.</param>
    /// <param name="seed">Of the phantom.</param>
    /// <param name="lesionClass">Of its lesion.</param>
    /// <param name="cancellationToken">Checked between images.</param>
    public async Task<StoredPhantom> StoreAsync(
        Guid studyId,
        string code,
        ulong seed,
        LesionClass lesionClass,
        CancellationToken cancellationToken
    )
    {
        var phantom = PhantomGenerator.Generate(seed, lesionClass);
        var deidentifier = new Deidentifier(keys.Of(studyId));
        Case? one = null;
        foreach (var phase in phantom.Phases.Keys.Order())
        {
            var images = PhantomExam.Datasets(phantom, phase).Select(deidentifier.Deidentify).ToList();
            one ??= new Case(studyId, code, images[0].PatientPseudonym);
            one.AddSeries(await StoreAsync(one, phantom, phase, images, cancellationToken));
        }

        var lesion = phantom.Lesions[0];
        one!.Describe(phantom.Scanner.Centre, phantom.Male ? "M" : "F", phantom.Age, Math.Round(lesion.Diameter, 1));
        return new StoredPhantom(one, phantom.Class, seed, lesion.Diameter);
    }

    private async Task<Series> StoreAsync(
        Case one,
        PhantomCase phantom,
        ContrastPhase phase,
        List<Deidentified> images,
        CancellationToken cancellationToken
    )
    {
        var first = images[0].Dataset;
        var series = new Series(one.Id, first.RequireString(DicomTags.StudyInstanceUid), first.RequireString(DicomTags.SeriesInstanceUid));
        var geometry = phantom.Phases[phase].Geometry;
        series.Describe(
            "CT",
            geometry.Rows,
            geometry.Columns,
            geometry.First.RowSpacing,
            geometry.First.ColumnSpacing,
            geometry.SliceSpacing,
            null
        );
        series.ConfirmPhase(PhaseNames.Find(phase.Code())!.Value);
        for (var i = 0; i < images.Count; i++)
        {
            // Phantom exams number their slices from the head down; a stack is stored from the feet up.
            var position = images.Count - 1 - i;
            var key = FormattableString.Invariant($"{Folder}/{one.Code}/{phase.Code()}/{position:D3}.dcm");
            var bytes = new DicomFile(images[i].Dataset).ToBytes();
            await store.WriteAsync(key, bytes, cancellationToken);
            var instance = new Instance(
                series.Id,
                images[i].Dataset.RequireString(DicomTags.SopInstanceUid),
                ImageStore.Sha256Of(bytes),
                key
            );
            instance.PlaceAt(position);
            series.AddInstance(instance);
        }

        return series;
    }
}
