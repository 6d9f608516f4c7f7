using System.Text;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Tests.Readings;

/// <summary>Files that bring answers to several choices, numbers with a unit and ordinal categories.</summary>
public sealed class AskedKindsFileTests
{
    private static readonly Protocol Liver = ProtocolJson.Template("liver-lesion");

    private static readonly Protocol Asking = Liver with
    {
        Questions =
        [
            .. Liver.Questions,
            new Question
            {
                Id = "features",
                Text = "Which features?",
                Kind = QuestionKind.Multiple,
                Choices = [new("fat", "Fat"), new("capsule", "Capsule")],
            },
            new Question
            {
                Id = "size",
                Text = "Largest diameter",
                Kind = QuestionKind.Number,
                Minimum = 1,
                Maximum = 300,
                Unit = "mm",
                Decimals = 1,
            },
            new Question
            {
                Id = "category",
                Text = "Which category?",
                Kind = QuestionKind.Ordinal,
                Choices = [new("LR-3", "LR-3"), new("LR-4", "LR-4"), new("LR-5", "LR-5")],
            },
        ],
        Tasks = [Liver.Tasks[0] with { Rating = "category" }],
    };

    [Fact]
    public void They_are_read_as_they_are_kept_and_an_ordinal_category_rates()
    {
        var read = Read("capsule|fat,\"12,50\",lr-4");

        var answers = read.Readings.Single().Answers.ToDictionary(a => a.Question);
        Assert.Equal(["fat", "capsule"], answers["features"].Values);
        Assert.Equal(["12.5"], answers["size"].Values);
        Assert.Equal(["LR-4"], answers["category"].Values);
        Assert.Equal(2.0, answers["malignancy"].Score);
        Assert.DoesNotContain(read.Table.Ratings, r => r.Question is "features" or "size");
    }

    [Theory]
    [InlineData("fat,12.55,LR-4", "is not a number with at most one decimal")]
    [InlineData("fat,301,LR-4", "is 301; 1 to 300 are possible")]
    [InlineData("air,12,LR-4", "'air' is not an answer to 'features'")]
    [InlineData("fat,12,LR-6", "'LR-6' is not an answer to 'category'")]
    public void What_does_not_fit_refuses_the_file_and_names_the_place(string cells, string fault)
    {
        Assert.Contains(fault, Assert.Throws<FileRefusedException>(() => Read(cells)).Message, StringComparison.Ordinal);
    }

    private static ReadingFileContent Read(string cells)
    {
        var text =
            "case_id,truth,rater,rater_level,arm,malignancy,features,size,category\nC1,HCC,A,senior,unaided,malignant," + cells + "\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ReadingFile.Read(stream, Asking);
    }
}
