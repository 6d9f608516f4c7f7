using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Cases;

/// <summary>What a case file holds.</summary>
/// <param name="Cases">One a row, in the file's order.</param>
/// <param name="Rows">The line in which each of the cases stands; the header is line 1.</param>
/// <param name="Notes">What was left aside: columns that nothing reads.</param>
public sealed record CaseFileContent(IReadOnlyList<RatedCase> Cases, IReadOnlyList<int> Rows, IReadOnlyList<string> Notes);

/// <summary>
/// Reads truth and patient data of cases from CSV: <c>case, truth</c>, optionally <c>truth_group, centre, sex, age, lesion_size_mm</c>.
/// A case is named by the code it has in the study.
/// </summary>
public static class CaseFile
{
    /// <summary>Reads the whole file, or refuses the whole file.</summary>
    /// <param name="stream">The file; UTF-8, cells separated by comma, semicolon or tab.</param>
    /// <param name="reference">The classes that a truth may be.</param>
    /// <param name="renames">Our column name -> the file's; null: none.</param>
    /// <param name="delimiter">Null: found from the header.</param>
    /// <param name="faultOf">Says what is wrong with the name of a case, such as that nobody knows it; null: nothing is.</param>
    /// <exception cref="FileRefusedException">With every error, by row and column.</exception>
    public static CaseFileContent Read(
        Stream stream,
        ReferenceClasses reference,
        IReadOnlyDictionary<string, string>? renames = null,
        char? delimiter = null,
        Func<string, string?>? faultOf = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(CsvTable.Read(stream, delimiter), reference, CaseColumns.All, CaseColumns.Read, renames, faultOf);
    }

    /// <summary>
    /// Reads a table of a study's cohort. There may be <c>purpose</c> (test, training, catch), <c>history</c>, <c>reference</c> (what the truth
    /// rests on: pathology, follow-up, panel, other), <c>reference_date</c> (a month), and <c>lesion_x_mm, lesion_y_mm, lesion_z_mm</c> (where the
    /// lesion lies, in the patient's coordinates). Where there is a purpose or a history, or the truth
    /// comes from elsewhere, it may be left empty, and stays as it is.
    /// </summary>
    /// <param name="stream">The file; UTF-8, cells separated by comma, semicolon or tab.</param>
    /// <param name="reference">The classes that a truth may be.</param>
    /// <param name="truthComesByVotes">The study's truth comes from the votes of truthers.</param>
    /// <param name="faultOf">Says what is wrong with the name of a case; null: nothing is.</param>
    /// <exception cref="FileRefusedException">With every error, by row and column.</exception>
    public static CaseFileContent ReadOfStudy(
        Stream stream,
        ReferenceClasses reference,
        bool truthComesByVotes,
        Func<string, string?>? faultOf = null
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        var table = CsvTable.Read(stream, null);
        var leaves = truthComesByVotes || CaseColumns.SaysMore(table.Columns);
        return Read(table, reference, CaseColumns.OfStudy(leaves), (row, r) => CaseColumns.ReadOfStudy(row, r, leaves), null, faultOf);
    }

    private static CaseFileContent Read(
        CsvTable table,
        ReferenceClasses reference,
        IReadOnlyList<KnownColumn> known,
        Func<RowReader, ReferenceClasses, RatedCase?> readRow,
        IReadOnlyDictionary<string, string>? renames,
        Func<string, string?>? faultOf
    )
    {
        ArgumentNullException.ThrowIfNull(reference);
        var errors = new FileErrors();
        var columns = new ColumnMap(table.Columns, known, renames ?? new Dictionary<string, string>(), errors);
        errors.Demand();

        var cases = new List<RatedCase>();
        var rows = new Dictionary<string, int>();
        foreach (var row in table.Rows.Select(r => new RowReader(r, columns, errors, table.Delimiter)))
        {
            var name = row.Text(CaseColumns.Case);
            if (name.Length > 0 && faultOf?.Invoke(name) is { } fault)
            {
                row.Fault(CaseColumns.Case, fault);
            }

            if (readRow(row, reference) is not { } read)
            {
                continue;
            }

            if (!rows.TryAdd(read.Id, row.Line))
            {
                row.Fault(CaseColumns.Case, $"case '{read.Id}' stands in row {rows[read.Id]} already.");
            }

            cases.Add(read);
        }

        errors.Demand();
        return new CaseFileContent(
            cases,
            [.. cases.Select(c => rows[c.Id])],
            [.. columns.Unused.Select(c => $"Column '{c}' was not used.")]
        );
    }
}
