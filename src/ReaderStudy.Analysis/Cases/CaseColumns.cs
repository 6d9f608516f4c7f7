using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Studies;

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

    /// <summary>The case of a row; null when its id or truth cannot be read.</summary>
    public static RatedCase? Read(RowReader row, ReferenceClasses reference)
    {
        var id = row.Required(Case);
        var truth = ReadTruth(row, reference);
        var centre = row.Text(Centre);
        var sex = ReadSex(row);
        var age = row.Number(Age, 0, OldestAge);
        var size = row.Number(LesionSize, 0, LargestLesionMm);
        return id is null || truth is null
            ? null
            : new RatedCase(id, truth.Id)
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
