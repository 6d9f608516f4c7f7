using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Analysis.Samples;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.ReadingsImport;

[Collection(App.Collection)]
public sealed class ReadingsImportTests(App app)
{
    private static readonly Protocol Protocol = ProtocolJson.Template("liver-lesion");

    [SharedDataFact("ratings/lilnet/readings.csv")]
    public async Task The_real_readings_give_the_figures_of_their_readme_and_of_the_command_line()
    {
        var csv = await File.ReadAllBytesAsync(SharedData.PathOf("ratings/lilnet/readings.csv"));
        var results = await ImportAsync("Real readings", csv);

        // ../shared/ratings/lilnet/README.md
        var tasks = results.Arms.Single().Tasks.ToDictionary(t => t.Task);
        Assert.Equal([201, 185, 197, 197], tasks["benign-malignant"].Raters.Select(r => r.Accuracy.Count));
        Assert.Equal([97, 77, 75, 74], tasks["malignant-subtype"].Raters.Select(r => r.Accuracy.Count));
        Assert.Equal([96, 77, 85, 89], tasks["benign-subtype"].Raters.Select(r => r.Accuracy.Count));
        Assert.Equal(["0.72725", "0.78171"], tasks["benign-malignant"].Agreement.Select(a => a.Kappa.ToString("F5")));
        Assert.Equal(56, results.Findings.Count);
        Assert.Equal(FromFile(csv), ResultsJson.Write(Unversioned(results)));
    }

    [Fact]
    public async Task Table_3_gives_its_printed_figures_and_those_of_the_command_line()
    {
        var csv = Table3();
        var results = await ImportAsync("Table 3", csv);

        // The printed Table 3 of s41467-024-51260-6: 91.0, 86.4, 86.9, 88.7 %; kappa 0.806.
        var task = results.Arms.Single().Tasks.Single(t => t.Task == "benign-malignant");
        Assert.Equal([201, 191, 192, 196], task.Raters.Select(r => r.Accuracy.Count));
        Assert.Equal("0.806", task.Agreement[0].Kappa.ToString("F3"));
        Assert.Equal(FromFile(csv), ResultsJson.Write(Unversioned(results)));
    }

    [Fact]
    public async Task Irregular_and_missing_readings_stay_as_they_are()
    {
        // Long, with a score, an unread case, two labels, an open question, another spelling, a row outside its task, a second model in an arm.
        var csv = Bytes(
            """
            case_id,truth,centre,sex,age,rater,rater_level,arm,task,label,score,reading_seconds
            A,HCC,North,F,61,Anna,junior,,benign-malignant,malignant,80,31.5
            A,HCC,North,F,61,Anna,junior,,malignant-subtype,HCC|ICC,,31.5
            B,CYST,North,M,,Anna,junior,,benign-malignant,,20,
            B,CYST,North,M,,Anna,junior,,malignant-subtype,HCC,,
            A,HCC,North,F,61,Bert,senior,,benign-malignant,Malignant,,
            A,HCC,North,F,61,Net,ai,,benign-malignant,malignant,0.9,
            B,CYST,North,M,,Net,ai,,benign-malignant,benign,0.1,
            A,HCC,North,F,61,Net 2,ai,unaided,benign-malignant,benign,,
            """
        );

        var results = await ImportAsync("Untidy", csv);

        Assert.Equal(FromFile(csv), ResultsJson.Write(Unversioned(results)));
        var task = results.Arms.Single().Tasks.Single(t => t.Task == "benign-malignant");
        Assert.Equal(["B"], task.Raters.Single(r => r.Rater == "Bert").CasesMissing);
        Assert.Equal(["B"], task.Raters.Single(r => r.Rater == "Anna").WithoutAnswer);
    }

    [Fact]
    public async Task A_file_with_errors_is_refused_row_by_row_and_leaves_nothing()
    {
        using var browser = await CoordinatorAsync();
        var before = await app.DataAsync(db => db.Studies.CountAsync());
        var csv = Bytes(
            "case_id,truth,rater,rater_level,task,label\nA,HCC,Anna,junior,benign-malignant,malignant\nB,XYZ,Anna,junior,benign-malignant,maybe\nA,HCC,Anna,junior,benign-malignant,benign\n"
        );

        foreach (var url in new[] { "/studies/import-readings/check", "/studies/import-readings" })
        {
            using var form = Form("Broken", csv);
            using var answer = await browser.PostFilesAsync(url, form);
            var text = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("Nothing was written", text, StringComparison.Ordinal);
            Assert.Contains("XYZ", text, StringComparison.Ordinal);
            Assert.Contains("'maybe' is not an answer to 'malignancy'", text, StringComparison.Ordinal);
            Assert.Contains("has answered 'malignancy' about case 'A' in row 2 already", text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await app.DataAsync(db => db.Studies.CountAsync()));
    }

    [Fact]
    public async Task The_check_writes_nothing_and_says_what_is_in_the_file()
    {
        using var browser = await CoordinatorAsync();
        var before = await app.DataAsync(db => db.Studies.CountAsync());

        using var form = Form("Looked at", Table3());
        using var answer = await browser.PostFilesAsync("/studies/import-readings/check", form);
        var text = Visitor.TextOf(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("221 cases, 4 raters, 884 readings. Nothing is written yet.", text, StringComparison.Ordinal);
        Assert.Equal(before, await app.DataAsync(db => db.Studies.CountAsync()));
    }

    [Fact]
    public async Task Columns_are_renamed_and_a_wrong_rename_is_named()
    {
        using var browser = await CoordinatorAsync();
        var csv = Bytes("patient,truth,doctor,rater_level,malignancy\nA,HCC,Anna,junior,malignant\nB,CYST,Anna,junior,benign\n");
        using var good = Form("Renamed", csv, "case_id = patient\nrater=doctor");
        using var bad = Form("Renamed", csv, "case_id = number\nrater=doctor");

        using var taken = await browser.PostFilesAsync("/studies/import-readings", good);
        using var refused = await browser.PostFilesAsync("/studies/import-readings", bad);

        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(
            "is missing, though it should be read as 'case_id'",
            Visitor.TextOf(await refused.Content.ReadAsStringAsync()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Only_coordinators_import()
    {
        using var browser = await app.SignInAsync(await app.PersonAsync("nobody-special"));

        using var page = await browser.GetJsonAsync("/studies/import-readings");

        Assert.True(page.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Redirect, page.StatusCode.ToString());
    }

    private async Task<StudyResults> ImportAsync(string name, byte[] csv)
    {
        using var browser = await CoordinatorAsync();
        using var form = Form(name, csv);
        using var answer = await browser.PostFilesAsync("/studies/import-readings", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, Visitor.TextOf(await answer.Content.ReadAsStringAsync()));
        using var json = await browser.GetAsync(answer.Headers.Location! + "/results.json");
        return ResultsJson.Read(await json.Content.ReadAsStringAsync());
    }

    private async Task<Visitor> CoordinatorAsync() => await app.SignInAsync(await app.PersonAsync("coordinator", AccountRoles.Coordinator));

    /// <summary>What the command line writes for the same file.</summary>
    /// <summary>A file knows no version of the protocol, a study does.</summary>
    private static StudyResults Unversioned(StudyResults results) => results with { Protocol = results.Protocol with { Version = null } };

    private static string FromFile(byte[] csv)
    {
        using var stream = new MemoryStream(csv);
        var content = ReadingFile.Read(stream, Protocol);
        return ResultsJson.Write(StudyAnalysis.Of(Protocol, content.Table, content.Findings));
    }

    private static MultipartFormDataContent Form(string name, byte[] csv, string renames = "") =>
        new()
        {
            { new StringContent(name), "Name" },
            { new StringContent("liver-lesion"), "Template" },
            { new StringContent(renames), "Renames" },
            { new ByteArrayContent(csv), "File", "readings.csv" },
        };

    private static byte[] Table3()
    {
        using var stream = SampleStudies.OpenLilnetTable3();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
