using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>
/// A study of one reader that asks for what is drawn. The images of <see cref="TestImages"/> reach from -4 to 3 mm along x and y, with slices
/// at z = 0, 5 and 10.
/// </summary>
internal static class MarkingStudy
{
    /// <summary>Points, boxes with a question of each, a length, an area and two outlines, none of which must be answered.</summary>
    public static Protocol Everything { get; } =
        ProtocolJson.Template("liver-lesion") with
        {
            Questions =
            [
                .. ProtocolJson.Template("liver-lesion").Questions.Select(q => q with { Required = false }),
                Asked("points", QuestionKind.Marks),
                Asked("boxes", QuestionKind.Marks) with
                {
                    Shape = MarkShape.Box,
                    PerMark =
                    [
                        Asked("look", QuestionKind.Choice) with
                        {
                            Choices = [new Choice("round", "Round"), new Choice("lobed", "Lobed")],
                            Required = true,
                        },
                    ],
                },
                Asked("length", QuestionKind.Measure) with
                {
                    Tool = MeasureTool.Length,
                },
                Asked("area", QuestionKind.Measure) with
                {
                    Tool = MeasureTool.Polygon,
                },
                Asked("outline", QuestionKind.Mask),
                Asked("vessel", QuestionKind.Mask),
            ],
        };

    /// <summary>The template as it comes, with the classes of the test's cases, and a model where an arm shows one.</summary>
    public static Protocol Template(string name)
    {
        var protocol = ProtocolJson.Template(name);
        var group = protocol.Reference.Classes[0].Group;
        return protocol with
        {
            Reference = new ReferenceClasses
            {
                Classes = [.. protocol.Reference.Classes, .. TestStudy.Classes.Select(c => new ReferenceClass(c, c, group))],
            },
            Arms = [.. protocol.Arms.Select(a => a.ShowsAi ? a with { Model = TestModels.MeanHu } : a)],
        };
    }

    /// <summary>Saves the protocol through the editor's text page.</summary>
    public static async Task<TestStudy> DraftAsync(App app, Protocol protocol, int cases = 2, int readers = 1)
    {
        var study = await TestStudy.DraftAsync(app, cases, readers);
        using var browser = await app.SignInAsync(study.Coordinator);
        using var answer = await browser.PostAsync($"{study.Url}/protocol/text", ("text", ProtocolJson.Write(protocol)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return study;
    }

    public static async Task<(TestStudy Study, Room Room)> OpenedAsync(App app, Protocol protocol, int cases = 2, int readers = 1)
    {
        var study = await DraftAsync(app, protocol, cases, readers);
        await study.SealAsync();
        var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        return (study, room);
    }

    /// <summary>
    /// A study of one reader and one case whose images are two pictures alone, which say nothing else: HE of 600 x 400 pixels, then CK7 of
    /// 30,000 x 20,000. Opened.
    /// </summary>
    public static async Task<(TestStudy Study, Room Room)> OpenedOnPicturesAsync(App app, Protocol protocol)
    {
        var study = await DraftAsync(app, protocol, cases: 1);
        await app.DataAsync(async db =>
        {
            var only = study.CaseIds[0];
            (await db.Series.Where(s => s.CaseId == only).ToListAsync()).ForEach(s => s.Exclude("Of another patient"));
            db.Series.Add(Shown(only, "HE", 'e', 600, 400));
            db.Series.Add(Shown(only, "CK7", 'f', 30_000, 20_000));
            return await db.SaveChangesAsync();
        });
        await study.SealAsync();
        var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        return (study, room);
    }

    private static Series Shown(Guid caseId, string label, char of, int width, int height)
    {
        var series = new Series(caseId, $"2.25.{(int)of}1", $"2.25.{(int)of}2");
        series.ConfirmPhase(Phase.Native);
        series.Show(
            new Picture(null, null, "mark", label, "key-" + of, new string(of, 64), new PictureShape(width, height, 510, 1, "jpg"))
        );
        return series;
    }

    private static Question Asked(string id, QuestionKind kind) =>
        new()
        {
            Id = id,
            Text = $"What about {id}?",
            Kind = kind,
            Required = false,
        };
}
