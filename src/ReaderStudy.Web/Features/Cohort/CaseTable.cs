using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis.Cases;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Features.Truth;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Cohort;

/// <param name="Cases">Rows taken.</param>
/// <param name="NewTruths">Revisions of the reference standard that were added.</param>
/// <param name="Notes">What was left aside.</param>
public sealed record CaseTableResult(int Cases, int NewTruths, IReadOnlyList<string> Notes);

/// <summary>
/// Takes truth and patient data of cases from a CSV file, all of it or nothing. A case is named by its code or by the original patient
/// number, which is turned into the pseudonym in memory and kept nowhere.
/// </summary>
public sealed class ImportCaseTable(ReaderStudyDbContext db, StudyKeys keys, TruthFirewall firewall, AuditTrail audit, TimeProvider clock)
{
    /// <param name="pass">A coordinator's or a truther's.</param>
    /// <param name="file">UTF-8; see <see cref="CaseFile"/>.</param>
    /// <param name="source">How the truth was established.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReaderStudy.Analysis.Csv.FileRefusedException">With every error, by row and column.</exception>
    public async Task<CaseTableResult> Handle(StudyPass pass, Stream file, string source, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var protocol = pass.Study.Protocol;
        var cases = await db.Cases.Where(c => c.StudyId == pass.Study.Id).ToListAsync(cancellationToken);
        var key = keys.Of(pass.Study.Id);
        var finder = new CaseFinder(cases, new Deidentifier(key), key);
        var content = CaseFile.ReadOfStudy(file, protocol.Reference, protocol.Truth.HasVotes, finder.FaultOf);
        var latest = await LatestAsync(pass.Study.Id, cancellationToken);
        var now = clock.GetUtcNow();
        var judged = content.Cases.Select(r => (Row: r, finder.Find(r.Id)!.Id)).Where(r => IsNew(r.Row, latest.GetValueOrDefault(r.Id)));
        var added = judged.Select(r => r.Id).ToHashSet();
        Rule.Require(added.Count == 0 || !protocol.Truth.HasVotes, TruthPanel.TruthComesByVotes);
        await firewall.RequireNoReaderAsync(pass.PersonId, added, cancellationToken);
        var notes = content.Notes.ToList();
        foreach (var row in content.Cases)
        {
            var home = finder.Find(row.Id)!;
            home.Describe(row.Centre, LetterOf(row.Sex), row.Age is { } age ? (int)age : null, row.LesionSizeMm);
            home.UseFor(row.Purpose ?? home.Purpose);
            home.Tell(row.History ?? home.History);
            if (row.History is { } history && HistoryWarning.Of(history, protocol) is { } warning)
            {
                notes.Add($"The history of {home.Code}: {warning}.");
            }

            // What another class rested on says nothing of this one.
            var before = latest.GetValueOrDefault(home.Id);
            var same = before?.ClassId == row.Truth ? before : null;
            if (added.Contains(home.Id))
            {
                db.ReferenceStandards.Add(
                    new ReferenceStandard(
                        home.Id,
                        (before?.Revision ?? 0) + 1,
                        row.Truth,
                        source,
                        pass.PersonId,
                        now,
                        row.Reference ?? same?.Kind,
                        row.ReferenceDate ?? same?.ReferenceDate,
                        row.Lesion ?? same?.Lesion
                    )
                );
            }
        }

        audit.Record(
            "cohort.table-imported",
            pass.PersonId,
            pass.Study.Id,
            $"study {pass.Study.Id}",
            $"{content.Cases.Count} rows, {added.Count} new revisions of the reference standard"
        );
        await db.SaveChangesAsync(cancellationToken);
        return new CaseTableResult(content.Cases.Count, added.Count, notes);
    }

    /// <summary>True where the row says of the truth what was not known.</summary>
    private static bool IsNew(RatedCase row, ReferenceStandard? before) =>
        row.Truth.Length > 0
        && (
            before?.ClassId != row.Truth
            || (row.Reference is { } kind && kind != before.Kind)
            || (row.ReferenceDate is { } date && date != before.ReferenceDate)
            || (row.Lesion is { } lesion && lesion != before.Lesion)
        );

    private async Task<Dictionary<Guid, ReferenceStandard>> LatestAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var all = await db
            .ReferenceStandards.AsNoTracking()
            .Where(r => db.Cases.Any(c => c.Id == r.CaseId && c.StudyId == studyId))
            .ToListAsync(cancellationToken);
        return all.GroupBy(r => r.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision)!);
    }

    private static string? LetterOf(Sex? sex) => sex is { } known ? LetterOf(known) : null;

    private static string LetterOf(Sex sex) =>
        sex switch
        {
            Sex.Female => "F",
            Sex.Male => "M",
            Sex.Other => "O",
        };

    /// <summary>Finds cases by what files call them.</summary>
    private sealed class CaseFinder(IReadOnlyList<Case> cases, Deidentifier deidentifier, byte[] studyKey)
    {
        private readonly Dictionary<string, Case> _byCode = cases.ToDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, Case> _byPseudonym = cases.ToDictionary(c => c.Pseudonym);
        private readonly Dictionary<string, Case?> _found = new(StringComparer.Ordinal);
        private readonly Dictionary<Guid, string> _names = [];

        /// <summary>The case of this code, pseudonym, or patient number; null: there is none.</summary>
        public Case? Find(string name)
        {
            if (!_found.TryGetValue(name, out var home))
            {
                home = _byCode.GetValueOrDefault(name) ?? _byPseudonym.GetValueOrDefault(name) ?? OfPatientNumber(name);
                _found[name] = home;
            }

            return home;
        }

        public string? FaultOf(string name)
        {
            if (Find(name) is not { } home)
            {
                return HasSeveral(name)
                    ? $"'{name}' is the number of several patients, of different issuers. Write number^^^issuer, or the case's code."
                    : $"'{name}' is neither the code of a case of this study nor the number of one of its patients.";
            }

            return _names.TryAdd(home.Id, name) || _names[home.Id] == name
                ? null
                : $"'{name}' is the same case as '{_names[home.Id]}' above ({home.Code}).";
        }

        private bool HasSeveral(string name)
        {
            var mark = PatientMarks.OfNumber(name, studyKey);
            return mark.Length > 0 && cases.Count(c => c.NumberMark == mark) > 1;
        }

        /// <summary>By the number alone, when only one case has it; by number and issuer when written <c>number^^^issuer</c>, as HL7 does.</summary>
        private Case? OfPatientNumber(string text)
        {
            var parts = text.Split("^^^", 2);
            var mark = PatientMarks.OfNumber(parts[0], studyKey);
            var numbered = cases.Where(c => mark.Length > 0 && c.NumberMark == mark).Take(2).ToList();
            if (parts.Length == 1 && numbered.Count == 1)
            {
                return numbered[0];
            }

            var patient = new DicomDataset();
            try
            {
                patient.Set(DicomTags.SpecificCharacterSet, "ISO_IR 192");
                patient.Set(DicomTags.PatientId, parts[0]);
                if (parts.Length == 2)
                {
                    patient.Set(DicomTags.IssuerOfPatientId, parts[1]);
                }
            }
            catch (ArgumentException)
            {
                return null;
            }

            return _byPseudonym.GetValueOrDefault(deidentifier.Deidentify(patient).PatientPseudonym);
        }
    }
}

/// <summary>Writes the included cases as a CSV file that <see cref="ImportCaseTable"/> reads, to be filled in.</summary>
public sealed class CaseTableTemplate(ReaderStudyDbContext db)
{
    public async Task<byte[]> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => c.StudyId == pass.Study.Id && c.IsIncluded)
            .OrderBy(c => c.Code.Length)
            .ThenBy(c => c.Code)
            .ToListAsync(cancellationToken);
        var truths = new Dictionary<Guid, ReferenceStandard>();
        if (pass.Sees(StudyItems.Truth))
        {
            var ids = cases.Select(c => c.Id).ToHashSet();
            var all = await db
                .ReferenceStandards.Where(r => db.Cases.Any(c => c.Id == r.CaseId && c.StudyId == pass.Study.Id))
                .ToListAsync(cancellationToken);
            truths = all.Where(r => ids.Contains(r.CaseId)).GroupBy(r => r.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision)!);
        }

        var text = new StringBuilder(
            "case,truth,centre,sex,age,lesion_size_mm,reference,reference_date,purpose,history,lesion_x_mm,lesion_y_mm,lesion_z_mm\r\n"
        );
        foreach (var c in cases)
        {
            var truth = truths.GetValueOrDefault(c.Id);
            string[] cells =
            [
                c.Code,
                truth?.ClassId ?? "",
                c.Centre ?? "",
                c.Sex ?? "",
                c.Age?.ToString(CultureInfo.InvariantCulture) ?? "",
                c.LesionSizeMm?.ToString(CultureInfo.InvariantCulture) ?? "",
                truth?.Kind is { } kind ? ReferenceKinds.IdOf(kind) : "",
                ReferenceMonth.Write(truth?.ReferenceDate),
                c.Purpose.ToString().ToLowerInvariant(),
                c.History ?? "",
                Written(truth?.LesionX),
                Written(truth?.LesionY),
                Written(truth?.LesionZ),
            ];
            text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Written(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
