using System.Text;
using ReaderStudy.Analysis.Cases;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Tests.Cases;

public sealed class CaseFileTests
{
    private static readonly ReferenceClasses Reference = ProtocolJson.Template("liver-lesion").Reference;

    [Fact]
    public void Truth_centre_sex_age_and_size_are_read()
    {
        var content = Read("case,truth,centre,sex,age,lesion_size_mm,note\nC1,HCC,Henan,F,61,23.5,x\nC2,HEM,,,,,\n");

        Assert.Equal(
            [
                new RatedCase("C1", "HCC")
                {
                    Centre = "Henan",
                    Sex = Sex.Female,
                    Age = 61,
                    LesionSizeMm = 23.5,
                },
                new RatedCase("C2", "HEM"),
            ],
            content.Cases
        );
        Assert.Equal([2, 3], content.Rows);
        Assert.Equal(["Column 'note' was not used."], content.Notes);
    }

    [Fact]
    public void Every_error_names_row_and_column()
    {
        var refused = Assert.Throws<FileRefusedException>(() => Read("case,truth,age\nC1,HCC,old\nC1,HCC,61\nC2,,61\nC3,CHOLESTEROL,61\n"));

        Assert.Equal(
            [
                new FileError(2, "age", "'old' is not a number."),
                new FileError(3, "case", "case 'C1' stands in row 2 already."),
                new FileError(4, "truth", "is empty."),
                new FileError(5, "truth", "'CHOLESTEROL' is not a class of the reference standard; it has HCC, ICC, MET, FNH, HEM, CYST."),
            ],
            refused.Errors
        );
    }

    [Fact]
    public void A_file_without_truth_is_refused() =>
        Assert.Equal(
            "row 1, column 'truth': is missing; the file has case, age.",
            Assert.Throws<FileRefusedException>(() => Read("case,age\nC1,61\n")).Message
        );

    private static CaseFileContent Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CaseFile.Read(stream, Reference);
    }
}
