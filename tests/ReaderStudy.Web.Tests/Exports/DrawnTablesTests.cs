using System.Text;
using System.Text.Json;
using ReaderStudy.Dicom.Bids;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Exports;

namespace ReaderStudy.Web.Tests.Exports;

/// <summary>Tables of marks hold what was asked of each, under names of their own, and no words that may name somebody.</summary>
public sealed class DrawnTablesTests
{
    private static readonly Guid Case = Guid.CreateVersion7();

    /// <summary>Protocols that were sealed before ids had to differ may ask a choice and a text under one of them.</summary>
    [Fact]
    public async Task A_text_is_withheld_though_another_question_asks_a_choice_under_its_id()
    {
        var choice = Asked("note", QuestionKind.Choice) with { Choices = [new Choice("round", "Round"), new Choice("lobed", "Lobed")] };
        var lines = await LinesAsync(
            [Marks("cysts", choice), Marks("others", Asked("note", QuestionKind.Text))],
            ("cysts", """[{"x":1,"y":2,"z":3,"rating":50,"answers":{"note":"round"}}]"""),
            ("others", """[{"x":1,"y":2,"z":3,"rating":50,"answers":{"note":"as in Dr. Maier's case"}}]""")
        );

        Assert.EndsWith("\tasked_note", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\tround", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\twithheld", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_of_a_mark_has_a_column_of_its_own_whatever_its_name()
    {
        var lines = await LinesAsync(
            [Marks("lesions", Asked("rating", QuestionKind.Rating), Asked("reader", QuestionKind.Rating))],
            ("lesions", """[{"x":1,"y":2,"z":3,"rating":50,"answers":{"rating":"7","reader":"8"}}]""")
        );

        var columns = lines[0].Split('\t');
        var cells = lines[1].Split('\t');
        Assert.Equal(columns.Distinct(), columns);
        Assert.Equal(("50", "1"), (Cell("rating"), Cell("reader")));
        Assert.Equal(("7", "8"), (Cell("asked_rating"), Cell("asked_reader")));

        string Cell(string column) => cells[Array.IndexOf(columns, column)];
    }

    [Fact]
    public async Task A_mark_on_a_picture_names_it_beside_its_pixel()
    {
        var lines = await LinesAsync(
            [Marks("cells")],
            ("cells", """[{"x":1,"y":2,"z":3,"rating":50},{"x":20480.5,"y":7,"z":0,"rating":60,"picture":1}]""")
        );

        Assert.EndsWith("\tseries\tpicture", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\t1\t2\t3\t50\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\t20480.5\t7\t0\t60\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a\t1", lines[2], StringComparison.Ordinal);
    }

    /// <summary>The frames of two loops have the same places: column, row and number of the frame.</summary>
    [Fact]
    public async Task A_mark_on_images_that_do_not_say_where_they_lie_names_its_series()
    {
        var lines = await LinesAsync(
            [Marks("cysts")],
            ("cysts", """[{"x":12.5,"y":7,"z":3,"rating":50,"series":1},{"x":12.5,"y":7,"z":3,"rating":50,"series":0}]""")
        );

        Assert.EndsWith("\t12.5\t7\t3\t50\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a\t1\tn/a", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\t12.5\t7\t3\t50\tn/a\tn/a\tn/a\tn/a\tn/a\tn/a\t0\tn/a", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_column_of_a_mark_is_described()
    {
        using var described = JsonDocument.Parse(MarkColumns.Text);

        Assert.Equal(
            ["mark", "x", "y", "z", "rating", "box_x1", "box_y1", "box_z1", "box_x2", "box_y2", "box_z2", "series", "picture"],
            described.RootElement.EnumerateObject().Select(c => c.Name)
        );
        Assert.All(described.RootElement.EnumerateObject(), c => Assert.NotEqual("", c.Value.GetProperty("Description").GetString()));
    }

    private static Question Marks(string id, params Question[] asked) => Asked(id, QuestionKind.Marks) with { PerMark = asked };

    private static Question Asked(string id, QuestionKind kind) =>
        new()
        {
            Id = id,
            Text = $"What about {id}?",
            Kind = kind,
            Required = false,
        };

    /// <summary>The lines of marks.tsv of one locked reading.</summary>
    private static async Task<string[]> LinesAsync(IReadOnlyList<Question> questions, params (string Question, string Answer)[] answers)
    {
        var protocol = ProtocolJson.Template("liver-lesion") with { Questions = questions };
        var session = new ReadingSession(Guid.CreateVersion7(), Guid.CreateVersion7(), "unaided", 1, 7, [Case]);
        var reading = Reading.Open(session, session.Places[0], DateTimeOffset.UnixEpoch);
        reading.Lock(protocol, new AnswerSheet(answers.ToDictionary(a => a.Question, a => a.Answer)), 1, null, DateTimeOffset.UnixEpoch);
        var place = new ExportedPlace(Case, 1, "junior", "unaided", session, session.Places[0], CasePurpose.Test, reading, null);
        var target = new Kept();
        await DrawnTables.WriteAsync(
            new BidsFolder(target, "A study"),
            protocol,
            [place],
            new Dictionary<Guid, string> { [Case] = "C001" },
            _ => "withheld",
            default
        );
        return Encoding.UTF8.GetString(target.Written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class Kept : IExportTarget
    {
        public MemoryStream Written { get; } = new();

        public Task<Stream> CreateAsync(string path, CancellationToken cancellationToken) =>
            Task.FromResult<Stream>(path.EndsWith(".tsv", StringComparison.Ordinal) ? Written : new MemoryStream());
    }
}
