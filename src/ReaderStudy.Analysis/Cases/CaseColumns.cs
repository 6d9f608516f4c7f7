using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Analysis.Cases;

/// <summary>The columns that describe a case, in case files and in reading files.</summary>
internal static class CaseColumns
{
    public const string Case = "case_id";
    public const string Truth = "truth";
    public const string TruthGroup = "truth_group";
    private const string Centre = "centre";
    private const string Sex = "sex";
    private const string Age = "age";
    private const string LesionSize = "lesion_size_mm";
    private const string Purpose = "purpose";
    private const string History = "history";
    private const string Reference = "reference";
    private const string ReferenceDate = "reference_date";
    private const string LesionX = "lesion_x_mm";
    private const string LesionY = "lesion_y_mm";
    private const string LesionZ = "lesion_z_mm";
    private const double OldestAge = 130;
    private const double LargestLesionMm = 1000;

    public static IReadOnlyList<KnownColumn> All { get; } =
    [
        new(Case, true, "case"),
        new(Truth, true),
        new(TruthGroup, false),
        new(Centre, false, "center"),
        new(Sex, false),
        new(Age, false),
        new(LesionSize, false, "lesion_size"),
    ];

    /// <summary>Of tables of a study's cohort.</summary>
    /// <param name="leavesTruth">A row may leave the truth as it is.</param>
    public static IReadOnlyList<KnownColumn> OfStudy(bool leavesTruth) =>
        [
            .. All.Select(c => c.Name == Truth ? c with { Required = !leavesTruth } : c),
            new(Purpose, false),
            new(History, false),
            new(Reference, false),
            new(ReferenceDate, false),
            new(LesionX, false),
            new(LesionY, false),
            new(LesionZ, false),
        ];

    /// <summary>True for a header that says more of cases than their truth: its rows may leave the truth as it is.</summary>
    public static bool SaysMore(IReadOnlyList<string> header) =>
        header.Any(c => c.Equals(Purpose, StringComparison.OrdinalIgnoreCase) || c.Equals(History, StringComparison.OrdinalIgnoreCase));

    /// <summary>The case of a row of a study's cohort; its truth is empty where it is left as it is. Null when something cannot be read.</summary>
    public static RatedCase? ReadOfStudy(RowReader row, ReferenceClasses reference, bool leavesTruth)
    {
        var purpose = ReadPurpose(row);
        var history = row.Text(History);
        if (history.Length > Domain.Cohorts.Case.LongestHistory)
        {
            row.Fault(History, $"has {history.Length} characters; at most {Domain.Cohorts.Case.LongestHistory} are kept.");
        }

        var kind = row.Text(Reference).Length == 0 ? null : ReferenceKinds.Find(row.Text(Reference));
        if (row.Text(Reference).Length > 0 && kind is null)
        {
            row.Fault(
                Reference,
                $"'{row.Text(Reference)}' is none of {string.Join(", ", Enum.GetValues<ReferenceKind>().Select(ReferenceKinds.IdOf))}."
            );
        }

        var month = row.Text(ReferenceDate).Length == 0 ? null : ReferenceMonth.Read(row.Text(ReferenceDate));
        if (row.Text(ReferenceDate).Length > 0 && month is null)
        {
            row.Fault(ReferenceDate, $"'{row.Text(ReferenceDate)}' is no month; write 2026-03.");
        }

        var lesion = ReadLesion(row);
        var hasTruth = !leavesTruth || row.Text(Truth).Length > 0;
        if (!hasTruth && (kind is not null || month is not null))
        {
            row.Fault(kind is null ? ReferenceDate : Reference, "stands beside no truth.");
        }

        if (!hasTruth && lesion is not null)
        {
            row.Fault(LesionX, "stands beside no truth.");
        }

        var read = hasTruth ? Read(row, reference) : WithoutTruth(row);
        return read is null
            ? null
            : read with
            {
                Purpose = purpose,
                History = history.Length == 0 ? null : history,
                Reference = kind,
                ReferenceDate = month,
                Lesion = lesion,
            };
    }

    /// <summary>The case of a row; null when its id or truth cannot be read.</summary>
    public static RatedCase? Read(RowReader row, ReferenceClasses reference)
    {
        var id = row.Required(Case);
        var truth = ReadTruth(row, reference);
        var read = Described(row, id ?? "", truth?.Id ?? "");
        return id is null || truth is null ? null : read;
    }

    private static RatedCase? WithoutTruth(RowReader row)
    {
        var id = row.Required(Case);
        var read = Described(row, id ?? "", "");
        return id is null ? null : read;
    }

    private static RatedCase Described(RowReader row, string id, string truth)
    {
        var centre = row.Text(Centre);
        var sex = ReadSex(row);
        var age = row.Number(Age, 0, OldestAge);
        var size = row.Number(LesionSize, 0, LargestLesionMm);
        return new RatedCase(id, truth)
        {
            Centre = centre.Length == 0 ? null : centre,
            Sex = sex,
            Age = age,
            LesionSizeMm = size,
        };
    }

    private static ReferenceClass? ReadTruth(RowReader row, ReferenceClasses reference)
    {
        if (row.Required(Truth) is not { } text)
        {
            return null;
        }

        var truth = reference.Find(text);
        var group = row.Text(TruthGroup);
        if (truth is null)
        {
            row.Fault(
                Truth,
                $"'{text}' is not a class of the reference standard; it has {string.Join(", ", reference.Classes.Select(c => c.Id))}."
            );
        }
        else if (group.Length > 0 && !group.Equals(truth.Group, StringComparison.OrdinalIgnoreCase))
        {
            row.Fault(TruthGroup, $"'{group}' contradicts the truth {truth.Id}, which is {truth.Group}.");
        }

        return truth;
    }

    /// <summary>All three coordinates, or none.</summary>
    private static LesionPlace? ReadLesion(RowReader row)
    {
        string[] columns = [LesionX, LesionY, LesionZ];
        var missing = columns.FirstOrDefault(c => row.Text(c).Length == 0);
        if (missing is not null && columns.Any(c => row.Text(c).Length > 0))
        {
            row.Fault(missing, "is missing: a lesion's place is x, y and z in mm.");
            return null;
        }

        return
            row.Number(LesionX, -LesionPlace.Farthest, LesionPlace.Farthest) is { } x
            && row.Number(LesionY, -LesionPlace.Farthest, LesionPlace.Farthest) is { } y
            && row.Number(LesionZ, -LesionPlace.Farthest, LesionPlace.Farthest) is { } z
            ? new LesionPlace(x, y, z)
            : null;
    }

    private static CasePurpose? ReadPurpose(RowReader row)
    {
        switch (row.Text(Purpose).ToUpperInvariant())
        {
            case "":
                return null;
            case "TEST":
                return CasePurpose.Test;
            case "TRAINING":
                return CasePurpose.Training;
            case "CATCH":
                return CasePurpose.Catch;
            default:
                row.Fault(Purpose, $"'{row.Text(Purpose)}' is not test, training or catch.");
                return null;
        }
    }

    private static Sex? ReadSex(RowReader row)
    {
        switch (row.Text(Sex).ToUpperInvariant())
        {
            case "":
                return null;
            case "F" or "FEMALE":
                return Ratings.Sex.Female;
            case "M" or "MALE":
                return Ratings.Sex.Male;
            case "O" or "OTHER":
                return Ratings.Sex.Other;
            default:
                row.Fault(Sex, $"'{row.Text(Sex)}' is not F, M or O.");
                return null;
        }
    }
}
