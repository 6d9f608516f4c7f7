using System.Text;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Tests.Readings;

public sealed class ReadingFileTests
{
    private const string LongHeader = "case_id,truth,rater,rater_level,task,label\n";
    private const string WideHeader = "case_id,truth,rater,rater_level,malignancy,subtypes\n";
    private static readonly Protocol Protocol = ProtocolJson.Template("liver-lesion");

    [Fact]
    public void Long_rows_of_one_rater_and_case_are_one_reading()
    {
        var content = Read(LongHeader + "C1,HCC,R1,junior,benign-malignant,malignant\nC1,HCC,R1,junior,malignant-subtype,ICC\n");

        Assert.True(content.IsLong);
        Assert.Equal([new RatedCase("C1", "HCC")], content.Cases);
        Assert.Equal([new Rater("R1", "R1", ReaderLevel.Junior)], content.Raters);
        var reading = Assert.Single(content.Readings);
        Assert.Equal((2, "C1", "R1", "unaided"), (reading.Row, reading.CaseId, reading.RaterId, reading.Arm));
        Assert.Equal(
            [(2, "malignancy", "malignant"), (3, "subtype", "ICC")],
            reading.Answers.Select(a => (a.Row, a.Question, a.Values.Single()))
        );
        Assert.Empty(content.Findings);
        Assert.Empty(content.Notes);
    }

    [Fact]
    public void A_wide_row_answers_every_question_that_has_a_column()
    {
        var content = Read(
            "case_id,truth,rater,rater_level,malignancy,subtypes,confidence,reading_seconds,comment\nC1,HCC,R1,senior,malignant,HCC|ICC,80,31.5,odd\n"
        );

        Assert.False(content.IsLong);
        var reading = Assert.Single(content.Readings);
        Assert.Equal(["malignant"], reading.Answers[0].Values);
        Assert.Equal(["HCC", "ICC"], reading.Answers[1].Values);
        Assert.Equal(["80"], reading.Answers[2].Values);
        Assert.Equal(31.5, reading.ReadingSeconds);
        Assert.Equal(["malignancy", "subtype"], content.Table.Ratings.Select(r => r.Question));
        Assert.Equal(["Column 'comment' was not used."], content.Notes);
        Assert.Equal(FindingKind.SeveralAnswers, Assert.Single(content.Findings).Kind);
    }

    [Fact]
    public void A_model_stands_outside_the_arms()
    {
        var content = Read(WideHeader + "C1,HCC,Net,AI,malignant,HCC\n");

        Assert.True(content.Raters.Single().IsModel);
        Assert.Null(content.Readings.Single().Arm);
    }

    [Fact]
    public void An_empty_answer_is_a_reading_without_a_label_and_a_finding()
    {
        var content = Read(WideHeader + "C1,HCC,R1,junior,malignant,\n");

        Assert.Empty(content.Table.Ratings.Single(r => r.Question == "subtype").Labels);
        var finding = Assert.Single(content.Findings);
        Assert.Equal((FindingKind.NoAnswer, 2, "C1", "R1"), (finding.Kind, finding.Row, finding.CaseId, finding.RaterId));
        Assert.Equal("'subtype' has no answer.", finding.What);
    }

    [Fact]
    public void Another_spelling_is_understood_and_said()
    {
        var content = Read(WideHeader + "C1,hcc,R1,Junior,MALIGNANT,HCC\n");

        Assert.Equal("HCC", content.Cases.Single().Truth);
        Assert.Equal(
            ["The truth 'hcc' was read as HCC.", "'MALIGNANT' was read as malignant."],
            content.Findings.Where(f => f.Kind == FindingKind.Spelling).Select(f => f.What)
        );
    }

    [Fact]
    public void A_subtype_of_the_other_group_contradicts_and_counts_as_it_stands()
    {
        var content = Read(WideHeader + "C1,HCC,R1,junior,benign,HCC\n");
        var task = StudyAnalysis.Of(Protocol, content.Table, content.Findings).Arms[0].Tasks.Single(t => t.Task == "malignant-subtype");

        Assert.Equal("'subtype' is HCC, but the same rater's 'malignancy' is benign.", Assert.Single(content.Findings).What);
        Assert.Equal(1, task.Raters.Single().Accuracy.Count);
    }

    [Fact]
    public void A_row_for_a_task_of_other_cases_is_a_finding()
    {
        var content = Read(LongHeader + "C1,HCC,R1,junior,benign-subtype,HEM\n");
        var task = StudyAnalysis.Of(Protocol, content.Table, content.Findings).Arms[0].Tasks.Single(t => t.Task == "malignant-subtype");

        Assert.Equal(FindingKind.OutsideTask, Assert.Single(content.Findings).Kind);
        Assert.Equal(["C1"], task.Raters.Single().OtherClass);
        Assert.Equal((0, 1), (task.Raters.Single().Accuracy.Count, task.Raters.Single().Accuracy.Of));
    }

    [Theory]
    [InlineData("case_id;truth;rater;rater_level;age;malignancy\nC1;HCC;R1;junior;61,5;malignant\n")]
    [InlineData("case_id\ttruth\trater\trater_level\tage\tmalignancy\r\nC1\tHCC\tR1\tjunior\t61.5\tmalignant\r\n")]
    [InlineData("\uFEFFcase_id,truth,rater,rater_level,age,malignancy\n\nC1, HCC ,R1,\"junior\",61.5,malignant")]
    public void Semicolons_tabs_a_byte_order_mark_blank_lines_and_quotes_are_read(string text)
    {
        var content = Read(text);

        Assert.Equal(new RatedCase("C1", "HCC") { Age = 61.5 }, content.Cases.Single());
        Assert.Equal(["malignant"], content.Table.Ratings.Single().Labels);
        Assert.Equal(["There is no column for question 'subtype': nobody was asked it."], content.Notes);
    }

    [Fact]
    public void Columns_can_be_renamed()
    {
        var options = new ReadingFileOptions
        {
            Renames = new Dictionary<string, string> { ["subtype"] = "dx", ["rater"] = "who" },
        };
        var content = Read("case,truth,who,level,dx\nC1,HCC,R1,junior,MET\n", options);

        Assert.Equal("R1", content.Raters.Single().Name);
        Assert.Equal(["MET"], content.Table.Ratings.Single(r => r.Question == "subtype").Labels);
    }

    [Fact]
    public void All_errors_are_told_at_once_with_row_and_column()
    {
        var errors = Refused(
            "case_id,truth,truth_group,rater,rater_level,age,sex,malignancy,subtype\n"
                + "C1,HCC,malignant,R1,junior,61,F,malignant,HCC\n"
                + "C1,HCC,malignant,R1,junior,61,F,malignant,HCC\n"
                + "C1,ICC,malignant,R2,junior,61,F,malignant,XYZ\n"
                + "C2,ABC,,R1,expert,abc,F,malignant,HCC\n"
                + "C3,HCC,benign,R1,senior,200,X,malignant,HCC|HCC\n"
                + ",HCC,malignant,,junior,61,F,malignant,HCC\n"
        );

        Assert.Equal(
            [
                "row 3: rater 'R1' has answered 'malignancy' about case 'C1' in row 2 already.",
                "row 4, column 'subtype': 'XYZ' is not an answer to 'subtype'; it offers HCC, ICC, MET, FNH, HEM, CYST.",
                "row 4: case 'C1' has the truth ICC here and HCC in an earlier row (first in row 2).",
                "row 5, column 'truth': 'ABC' is not a class of the reference standard; it has HCC, ICC, MET, FNH, HEM, CYST.",
                "row 5, column 'age': 'abc' is not a number.",
                "row 5, column 'rater_level': 'expert' is not a level; there are junior, middle, senior and ai.",
                "row 6, column 'subtype': 'HCC' is named twice.",
                "row 6, column 'truth_group': 'benign' contradicts the truth HCC, which is malignant.",
                "row 6, column 'sex': 'X' is not F, M or O.",
                "row 6, column 'age': 200 lies outside 0 to 130.",
                "row 6, column 'rater_level': rater 'R1' is senior here and junior in row 2.",
                "row 7, column 'case_id': is empty.",
                "row 7, column 'rater': is empty.",
            ],
            errors
        );
    }

    [Fact]
    public void Rows_of_one_reading_agree_on_its_time()
    {
        var errors = Refused(
            "case_id,truth,rater,rater_level,task,label,reading_seconds\n"
                + "C1,HCC,R1,junior,benign-malignant,malignant,30\nC1,HCC,R1,junior,malignant-subtype,HCC,31.5\n"
        );

        Assert.Equal(["row 3: rater 'R1' read case 'C1' in 31.5 s here and in 30 s in an earlier row (first in row 2)."], errors);
    }

    [Fact]
    public void Unknown_tasks_and_arms_are_refused()
    {
        var errors = Refused("case_id,truth,rater,rater_level,arm,task,label,score\nC1,HCC,R1,junior,aided,benign,malignant,high\n");

        Assert.Equal(
            [
                "row 2, column 'score': 'high' is not a number.",
                "row 2, column 'task': 'benign' is not a task of the protocol; it has benign-malignant, malignant-subtype, benign-subtype.",
                "row 2, column 'arm': 'aided' is not an arm of the protocol; it has unaided.",
            ],
            errors
        );
    }

    [Fact]
    public void With_several_arms_a_reader_must_name_one()
    {
        var protocol = Protocol with { Arms = [.. Protocol.Arms, new Arm("aided", "With AI", ShowsAi: true)] };

        var refused = Assert.Throws<FileRefusedException>(() => Read(WideHeader + "C1,HCC,R1,junior,malignant,HCC\n", null, protocol));

        Assert.Equal("row 2, column 'arm': is empty, and the protocol has several arms: unaided, aided.", refused.Message);
    }

    [Theory]
    [InlineData(
        "case_id,truth,rater,malignancy\nC1,HCC,R1,benign\n",
        "column 'rater_level': is missing; the file has case_id, truth, rater, malignancy."
    )]
    [InlineData("case_id,truth,rater,rater_level,task\nC1,HCC,R1,junior,x\n", "column 'label': is missing; the file has")]
    [InlineData(
        "case_id,truth,rater,rater_level\nC1,HCC,R1,junior\n",
        "there are no answers: neither 'task' and 'label', nor a column for a question (malignancy, subtype)."
    )]
    [InlineData(
        "case_id,truth,rater,rater_level,malignancy,malignancy\nC1,HCC,R1,junior,benign,benign\n",
        "row 1, column 'malignancy': two columns have this name."
    )]
    [InlineData("case_id,truth,rater,rater_level,malignancy\nC1,HCC,R1\n", "row 2: has 3 cells where the header has 5.")]
    [InlineData(
        "case_id,truth,rater,rater_level,malignancy\nC1,HCC,\"R1,junior,benign\n",
        "row 2: a quotation mark stands inside a cell that is not quoted, or is never closed."
    )]
    [InlineData("case_id,truth,rater,rater_level,malignancy\n", "The file has a header and no rows.")]
    [InlineData("", "The file is empty.")]
    [InlineData(" \n\n", "The file is empty.")]
    [InlineData(
        "It was a dark night.\nIndeed.\n",
        "The file is not a CSV file: its first line has no comma, semicolon or tab between column names."
    )]
    public void A_file_that_is_no_table_of_readings_says_why(string text, string message) =>
        Assert.Contains(message, string.Join('\n', Refused(text)), StringComparison.Ordinal);

    [Fact]
    public void Binary_and_badly_encoded_files_are_refused()
    {
        using var zip = new MemoryStream([0x50, 0x4B, 3, 4, 0, 0, 0]);
        using var latin = new MemoryStream([.. "case_id,truth\nC1,Z"u8, 0xFC, .. "rich\n"u8]);

        Assert.Contains(
            "must be saved as CSV",
            Assert.Throws<FileRefusedException>(() => ReadingFile.Read(zip, Protocol)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not UTF-8",
            Assert.Throws<FileRefusedException>(() => ReadingFile.Read(latin, Protocol)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_rename_that_cannot_be_done_is_refused()
    {
        ReadingFileOptions Rename(string ours, string theirs) => new() { Renames = new Dictionary<string, string> { [ours] = theirs } };
        string Message(ReadingFileOptions options) =>
            Assert.Throws<FileRefusedException>(() => Read(WideHeader + "C1,HCC,R1,junior,malignant,HCC\n", options)).Message;

        Assert.StartsWith(
            "row 1, column 'dx': is missing, though it should be read as 'subtype'",
            Message(Rename("subtype", "dx")),
            StringComparison.Ordinal
        );
        Assert.StartsWith("No column 'diagnosis' is known", Message(Rename("diagnosis", "subtypes")), StringComparison.Ordinal);
    }

    private static ReadingFileContent Read(string text, ReadingFileOptions? options = null, Protocol? protocol = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ReadingFile.Read(stream, protocol ?? Protocol, options);
    }

    private static IEnumerable<string> Refused(string text) =>
        Assert.Throws<FileRefusedException>(() => Read(text)).Errors.Select(e => e.ToString());
}
