using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.Cohort;

[Collection(App.Collection)]
public sealed class CaseTableTests(App app)
{
    [Fact]
    public async Task Truth_and_patient_data_come_in_by_code()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, withTruth: false);

        using var answer = await SendAsync(study, "case;truth;centre;sex;age;lesion_size_mm\nC001;hcc;Köln;F;61;23,5\nc002;CYST;;;;\n");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var cases = await CasesAsync(study);
        Assert.Equal(("Köln", "F", 61, 23.5), (cases[0].Centre, cases[0].Sex, cases[0].Age, cases[0].LesionSizeMm));
        Assert.Equal("Centre A", cases[1].Centre);
        Assert.Equal([("C001", 1, "HCC"), ("C002", 1, "CYST")], await TruthsAsync(study));
    }

    [Fact]
    public async Task A_changed_truth_is_a_new_revision_and_the_same_truth_is_none()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, withTruth: false);
        using var first = await SendAsync(study, "case,truth\nC001,HCC\nC002,MET\n");

        using var second = await SendAsync(study, "case,truth\nC001,ICC\nC002,MET\n");

        Assert.Equal([("C001", 1, "HCC"), ("C001", 2, "ICC"), ("C002", 1, "MET")], await TruthsAsync(study));
    }

    [Fact]
    public async Task Every_error_is_told_by_row_and_nothing_is_taken()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3, withTruth: false);

        using var answer = await SendAsync(
            study,
            "case,truth,sex,age\nC001,HCC,F,50\nC002,SARCOMA,F,50\nC999,MET,F,50\nC001,HCC,F,50\nC003,,X,200\n"
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
        Assert.Contains("row 3, column 'truth': 'SARCOMA' is not a class of the reference standard", page, StringComparison.Ordinal);
        Assert.Contains("row 4, column 'case': 'C999' is neither the code of a case", page, StringComparison.Ordinal);
        Assert.Contains("row 5, column 'case': case 'C001' stands in row 2 already.", page, StringComparison.Ordinal);
        Assert.Contains("row 6, column 'truth': is empty.", page, StringComparison.Ordinal);
        Assert.Contains("row 6, column 'sex': 'X' is not F, M or O.", page, StringComparison.Ordinal);
        Assert.Contains("row 6, column 'age': 200 lies outside", page, StringComparison.Ordinal);
        Assert.Empty(await TruthsAsync(study));
    }

    [Theory]
    [InlineData("case,centre\nC001,X\n", "column 'truth': is missing")]
    [InlineData("", "The file is empty.")]
    [InlineData("PK\u0003\u0004\0\0", "The file is not text.")]
    public async Task A_file_of_the_wrong_kind_says_so(string text, string message)
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, withTruth: false);

        using var answer = await SendAsync(study, text);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(message, Visitor.TextOf(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_number_finds_its_case_and_a_case_named_twice_is_refused()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        using var browser = await app.SignInAsync(study.Coordinator);
        await new Importer(browser, study.Url).ImportAsync(Importer.Stack("NR-4711", 2));

        using var good = await SendAsync(study, "case,truth\nnr-4711,FNH\n");
        using var twice = await SendAsync(study, "case,truth\nNR-4711,FNH\nC001,FNH\n");

        Assert.Equal(HttpStatusCode.Redirect, good.StatusCode);
        Assert.Equal([("C001", 1, "FNH")], await TruthsAsync(study));
        Assert.Contains(
            "row 3, column 'case': 'C001' is the same case as 'NR-4711' above (C001).",
            Visitor.TextOf(await twice.Content.ReadAsStringAsync()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_downloaded_table_can_be_brought_back()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2);
        using var browser = await app.SignInAsync(study.Coordinator);
        using var file = await browser.GetAsync(study.Url + "/cohort/table.csv");
        var text = Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync());

        using var answer = await SendAsync(study, text);

        Assert.StartsWith(
            "\uFEFFcase,truth,centre,sex,age,lesion_size_mm,reference,reference_date,purpose,history,lesion_x_mm,lesion_y_mm,lesion_z_mm\r\nC001,HCC,Centre A,M,51,11,,,test,,,,\r\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal([("C001", 1, "HCC"), ("C002", 1, "ICC")], await TruthsAsync(study));
    }

    [Fact]
    public async Task Purpose_history_and_what_the_truth_rests_on_come_with_the_table_and_an_empty_truth_stays_as_it_is()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3);

        using var answer = await SendAsync(
            study,
            "case,truth,reference,reference_date,purpose,history\n"
                + "C001,HCC,pathology,2025-03-17,catch,\"Hepatitis B, AFP raised\"\nC002,,,,training,Known HCC\nC003,MET,,,,\n"
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        using var browser = await app.SignInAsync(study.Coordinator);
        var cases = await CasesAsync(study);
        Assert.Equal([CasePurpose.Catch, CasePurpose.Training, CasePurpose.Test], cases.Select(c => c.Purpose));
        Assert.Equal(["Hepatitis B, AFP raised", "Known HCC", null], cases.Select(c => c.History));
        // The same class with a kind that was not known is a new revision; an empty truth and a truth that says nothing new are none.
        Assert.Equal([("C001", 1, "HCC"), ("C001", 2, "HCC"), ("C002", 1, "ICC"), ("C003", 1, "MET")], await TruthsAsync(study));
        var latest = await app.DataAsync(db => db.ReferenceStandards.SingleAsync(r => r.CaseId == study.CaseIds[0] && r.Revision == 2));
        Assert.Equal((ReferenceKind.Pathology, new DateOnly(2025, 3, 1)), (latest.Kind!.Value, latest.ReferenceDate!.Value));
        Assert.Contains(
            "History: names HCC, which readers are asked for",
            Visitor.TextOf(await browser.PageAsync(study.Url + "/cohort")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_cell_that_cannot_be_read_is_named_and_nothing_is_taken()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3, withTruth: false);

        using var answer = await SendAsync(
            study,
            "case,truth,reference,reference_date,purpose\nC001,HCC,biopsy,,\nC002,HCC,,spring,\nC003,,pathology,,exam\n"
        );

        var page = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "row 2, column 'reference': 'biopsy' is none of pathology, follow-up, panel, other.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("row 3, column 'reference_date': 'spring' is no month; write 2026-03.", page, StringComparison.Ordinal);
        Assert.Contains("row 4, column 'reference': stands beside no truth.", page, StringComparison.Ordinal);
        Assert.Contains("row 4, column 'purpose': 'exam' is not test, training or catch.", page, StringComparison.Ordinal);
        Assert.Empty(await TruthsAsync(study));
    }

    [Fact]
    public async Task A_sealed_study_takes_no_table()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);

        using var answer = await SendAsync(study, "case,truth\nC001,HEM\n");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal([("C001", 1, "HCC"), ("C002", 1, "ICC")], await TruthsAsync(study));
    }

    private async Task<HttpResponseMessage> SendAsync(TestStudy study, string csv)
    {
        using var browser = await app.SignInAsync(study.Coordinator);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "table.csv" },
            { new StringContent("pathology"), "source" },
        };
        return await browser.PostFilesAsync(study.Url + "/cohort/table", form);
    }

    private Task<List<Case>> CasesAsync(TestStudy study) =>
        app.DataAsync(db => db.Cases.Where(c => c.StudyId == study.Id).OrderBy(c => c.Code).ToListAsync());

    private Task<List<(string Code, int Revision, string ClassId)>> TruthsAsync(TestStudy study) =>
        app.DataAsync(async db =>
        {
            var all = await db
                .ReferenceStandards.Join(
                    db.Cases.Where(c => c.StudyId == study.Id),
                    r => r.CaseId,
                    c => c.Id,
                    (r, c) =>
                        new
                        {
                            c.Code,
                            r.Revision,
                            r.ClassId,
                        }
                )
                .OrderBy(r => r.Code)
                .ThenBy(r => r.Revision)
                .ToListAsync();
            return all.ConvertAll(r => (r.Code, r.Revision, r.ClassId));
        });
}
