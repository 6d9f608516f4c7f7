using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Sections;

/// <summary>Who was in the study, by reference class.</summary>
internal static class CohortSection
{
    public static Section Of(StudyReport report)
    {
        var cohort = report.Results.Cohort;
        var blocks = new List<Block> { Characteristics(cohort) };
        if (cohort.Total.Centres.Count > 0)
        {
            blocks.Add(Centres(cohort.Total));
        }

        return new Section("cohort", "Cohort", blocks);
    }

    private static Table Characteristics(CohortTable cohort)
    {
        var total = cohort.Total;
        var sex = total.Sex.Female + total.Sex.Male + total.Sex.Other > 0;
        var other = total.Sex.Other > 0;
        var age = total.Age.Known > 0;
        var size = total.LesionSizeMm.Known > 0;
        var columns = new List<Column> { new("Reference standard", 3.2), new("Cases", 1, Align.Right) };
        if (sex)
        {
            columns.Add(new(other ? "Women, men, other" : "Women, men", 1.6, Align.Right));
        }

        if (age)
        {
            columns.Add(new("Age in years", 2, Align.Right));
        }

        if (size)
        {
            columns.Add(new("Lesion size in mm", 2, Align.Right));
        }

        Row Cells(CohortColumn column, bool strong) =>
            new(
                [
                    strong ? "All cases" : Names.Both(column.Label, column.Class) + Group(column),
                    Printed.Count(column.Cases),
                    .. sex ? [Sexes(column.Sex, other)] : Array.Empty<string>(),
                    .. age ? [Spread(column.Age)] : Array.Empty<string>(),
                    .. size ? [Spread(column.LesionSizeMm)] : Array.Empty<string>(),
                ],
                strong
            );

        return new Table(
            "Cases by reference standard" + (age || size ? "; median (range)." : "."),
            columns,
            [.. cohort.Columns.Select(c => Cells(c, strong: false)), Cells(total, strong: true)],
            Unknown(total)
        );
    }

    private static string Group(CohortColumn column) => column.Group is null ? "" : $", {column.Group}";

    private static string Sexes(SexCounts sex, bool other) =>
        $"{Printed.Count(sex.Female)}, {Printed.Count(sex.Male)}{(other ? $", {Printed.Count(sex.Other)}" : "")}";

    private static string Spread(Distribution values) =>
        values.Known == 0
            ? Printed.Undefined
            : $"{Printed.Fixed(values.Median, 0)} ({Printed.Fixed(values.Minimum, 0)} to {Printed.Fixed(values.Maximum, 0)})";

    private static string? Unknown(CohortColumn total)
    {
        var unknown = new List<string>();
        void Add(string what, int count)
        {
            if (count > 0)
            {
                unknown.Add(
                    $"{what} in {(count == total.Cases ? "all" : $"{Printed.Count(count)} of {Printed.Count(total.Cases)}")} cases"
                );
            }
        }

        Add("sex", total.Sex.Unknown);
        Add("age", total.Age.Unknown);
        Add("lesion size", total.LesionSizeMm.Unknown);
        Add("centre", total.CentreUnknown);
        return unknown.Count == 0 ? null : $"Not known: {Printed.List(unknown)}.";
    }

    private static Table Centres(CohortColumn total) =>
        new(
            "Cases by centre.",
            [new Column("Centre", 4), new Column("Cases", 1, Align.Right), new Column("Part", 1, Align.Right)],
            [
                .. total.Centres.Select(c => new Row([c.Name, Printed.Count(c.Count), Printed.Percent((double)c.Count / total.Cases)])),
                .. total.CentreUnknown == 0
                    ? Array.Empty<Row>()
                    :
                    [
                        new Row([
                            "not known",
                            Printed.Count(total.CentreUnknown),
                            Printed.Percent((double)total.CentreUnknown / total.Cases),
                        ]),
                    ],
            ]
        );
}
