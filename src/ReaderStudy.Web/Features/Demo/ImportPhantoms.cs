using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Phantom;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Demo;

/// <param name="Case">Imported and described.</param>
/// <param name="Class">Its truth.</param>
/// <param name="Seed">Of the phantom.</param>
/// <param name="Diameter">Of the lesion that is asked about, in mm.</param>
public sealed record ImportedPhantom(Case Case, LesionClass Class, ulong Seed, double Diameter);

/// <summary>
/// Makes phantom exams as DICOM files and takes them into a study as a coordinator would: received, placed, their phases confirmed, sorted,
/// and what the import holds for a look let in. A second try after a killed first one takes nothing twice.
/// </summary>
public sealed class ImportPhantoms(
    ReaderStudyDbContext db,
    ReceiveFiles receive,
    PlaceImages place,
    SortSeries sort,
    DecideHeldImages decide,
    StudyKeys keys,
    TimeProvider clock
)
{
    /// <summary>Cases made ahead of the import: no more, for each is some ten megabytes.</summary>
    private static readonly int Ahead = Math.Clamp(Environment.ProcessorCount, 2, 4);

    /// <param name="study">A draft, saved.</param>
    /// <param name="coordinator">Who imports.</param>
    /// <param name="classes">Of the cases, in the order of their codes.</param>
    /// <param name="firstSeed">Of the first case; the others follow.</param>
    /// <param name="cancellationToken">Stops between images.</param>
    public async Task<List<ImportedPhantom>> Handle(
        Study study,
        Guid coordinator,
        IReadOnlyList<LesionClass> classes,
        ulong firstSeed,
        CancellationToken cancellationToken
    )
    {
        var import = await db.Imports.FirstOrDefaultAsync(
            i => i.StudyId == study.Id && i.Status == ImportStatus.Receiving,
            cancellationToken
        );
        if (import is null)
        {
            import = new Import(study.Id, null, coordinator, study.CreatedAt);
            db.Imports.Add(import);
            await db.SaveChangesAsync(cancellationToken);
        }

        var made = new List<PhantomCase>();
        var phases = new Dictionary<string, ContrastPhase>();
        await receive.Handle(
            import,
            FilesAsync(keys.Of(study.Id), classes, firstSeed, made, phases, cancellationToken),
            0,
            cancellationToken
        );
        await place.Handle(import, () => Task.FromResult(false), cancellationToken);
        await ConfirmAsync(study.Id, phases, cancellationToken);
        await sort.Handle(study.Id, cancellationToken);
        var files = await db.ImportFiles.CountAsync(f => f.ImportId == import.Id, cancellationToken);
        import.Report(files, files);
        import.Succeed(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await LetInAsync(new StudyPass(study, coordinator, [StudyRole.Coordinator]), cancellationToken);
        return await DescribedAsync(study.Id, made, cancellationToken);
    }

    private static async IAsyncEnumerable<SourceFile> FilesAsync(
        byte[] key,
        IReadOnlyList<LesionClass> classes,
        ulong firstSeed,
        List<PhantomCase> made,
        Dictionary<string, ContrastPhase> phases,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var deidentifier = new Deidentifier(key);
        var ahead = new Queue<Task<PhantomCase>>();
        for (var i = 0; i < classes.Count || ahead.Count > 0; i++)
        {
            if (i < classes.Count)
            {
                var (seed, lesionClass) = (firstSeed + (ulong)i, classes[i]);
                ahead.Enqueue(Task.Run(() => PhantomGenerator.Generate(seed, lesionClass), cancellationToken));
            }

            if (ahead.Count < Ahead && i < classes.Count - 1)
            {
                continue;
            }

            var phantom = await ahead.Dequeue();
            made.Add(phantom);
            foreach (var phase in phantom.Phases.Keys)
            {
                var series = deidentifier.Deidentify(PhantomExam.Datasets(phantom, phase).First()).Dataset;
                phases[series.RequireString(DicomTags.SeriesInstanceUid)] = phase;
            }

            foreach (var (name, file) in PhantomExam.Files(phantom))
            {
                yield return new SourceFile(string.Create(CultureInfo.InvariantCulture, $"P{made.Count:D3}/{name}"), file.ToBytes());
            }
        }
    }

    /// <summary>The phantom knows its phases: nothing has to be measured.</summary>
    private async Task ConfirmAsync(Guid studyId, Dictionary<string, ContrastPhase> phases, CancellationToken cancellationToken)
    {
        var series = await db.Series.Where(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId)).ToListAsync(cancellationToken);
        foreach (var one in series)
        {
            one.ConfirmPhase(PhaseOfSeries.PhaseOf(phases[one.SeriesUid]));
        }

        await db.SaveChangesAsync(cancellationToken);
        series.ForEach(s => db.Entry(s).State = EntityState.Detached);
    }

    /// <summary>Phantoms bear no text: what was taken for some is let in as it is.</summary>
    private async Task LetInAsync(StudyPass pass, CancellationToken cancellationToken)
    {
        while (
            await db
                .HeldImages.Where(h => h.StudyId == pass.Study.Id && h.State == HeldState.Waiting && h.Cause == HeldCause.BurnedInText)
                .Select(h => (Guid?)h.Id)
                .FirstOrDefaultAsync(cancellationToken)
                is { } held
        )
        {
            await decide.Handle(pass, held, HeldState.Accepted, [], cancellationToken);
        }
    }

    private async Task<List<ImportedPhantom>> DescribedAsync(Guid studyId, List<PhantomCase> made, CancellationToken cancellationToken)
    {
        var cases = await db.Cases.Where(c => c.StudyId == studyId).OrderBy(c => c.Code).ToListAsync(cancellationToken);
        foreach (var (one, phantom) in cases.Zip(made))
        {
            var diameter = Math.Round(phantom.Lesions[0].Diameter, 1);
            one.Describe(phantom.Scanner.Centre, phantom.Male ? "M" : "F", phantom.Age, diameter);
        }

        return [.. cases.Zip(made, (c, p) => new ImportedPhantom(c, p.Class, p.Seed, p.Lesions[0].Diameter))];
    }
}
