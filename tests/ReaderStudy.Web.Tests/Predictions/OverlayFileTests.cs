using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Predictions.Overlays;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Sealing;

namespace ReaderStudy.Web.Tests.Predictions;

/// <summary>What a model drew is brought in as files, before the sealing, whole or not at all.</summary>
[Collection(App.Collection)]
public sealed class OverlayFileTests(App app)
{
    private const string Boxes = """
        {"overlays":[{"kind":"box","case":"C002","phase":"arterial","label":"Lesion","score":0.83,"from":[-2,-1,0],"to":[2,3,5]},
        {"kind":"activation","case":"C001","phase":"portal-venous","label":"Heat","slices":[{"slice":3,"rows":1,"columns":2,"data":"AP8="}]}]}
        """;

    [Fact]
    public async Task Segmentations_and_a_list_of_boxes_come_to_the_images_that_they_are_of_and_are_sealed()
    {
        var (study, run) = await PredictedAsync();
        using var coordinator = await app.SignInAsync(study.Coordinator);

        await TakenAsync(
            coordinator,
            study,
            run,
            ("mask.dcm", await SegmentationAsync(study, isFractional: false)),
            ("boxes.json", Bytes(Boxes))
        );
        await TakenAsync(coordinator, study, run, ("heat.dcm", await SegmentationAsync(study, isFractional: true)));

        var overlays = await OfAsync(run);
        Assert.Equal(
            [
                (1, OverlayKind.Mask, 0, Phase.Arterial, "Liver"),
                (2, OverlayKind.Box, 1, Phase.Arterial, "Lesion"),
                (3, OverlayKind.Activation, 0, Phase.PortalVenous, "Heat"),
                (4, OverlayKind.Activation, 0, Phase.Arterial, "Liver"),
            ],
            overlays.Select(o => (o.Drawn.Number, o.Drawn.Kind, study.CaseIds.ToList().IndexOf(o.Drawn.CaseId), o.Phase, o.Drawn.Label))
        );
        // Pixels 9 to 11 and 17 to 19 of 8 x 8 on the second slice.
        var slice = Assert.Single(overlays[0].Geometry.Slices!);
        Assert.Equal([9, 3, 17, 3], slice.Runs!);
        Assert.Equal(DicomUid.FromName(DicomUid.FromName($"series {study.CaseIds[0]} Arterial") + "1"), slice.Image);
        Assert.Equal((0.83, -2d, 5d), (overlays[1].Drawn.Score, overlays[1].Geometry.From![0], overlays[1].Geometry.To![2]));
        Assert.Equal(
            (8, 8, 200),
            (overlays[3].Geometry.Slices![0].Rows, overlays[3].Geometry.Slices![0].Columns, overlays[3].Geometry.Slices![0].Data![9])
        );
        var page = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/predictions"));
        Assert.Contains("4 overlays (boxes, masks, activation maps) are shown to readers", page, StringComparison.Ordinal);

        await study.SealAsync();

        var pinned = await app.DataAsync(db => db.SealedRuns.Where(r => r.RunId == run).Select(r => r.OverlaysSha256).SingleAsync());
        Assert.Matches("^[0-9a-f]{64}$", pinned);
        await RefusedAsync(AddOverlays.BeforeSealing, coordinator, study, run, "", ("boxes.json", Bytes(Boxes)));
    }

    [Fact]
    public async Task A_file_that_cannot_be_taken_is_named_with_what_to_do_and_nothing_is_taken()
    {
        var (study, run) = await PredictedAsync();
        var (other, _) = await PredictedAsync();
        using var coordinator = await app.SignInAsync(study.Coordinator);
        var strange = await SegmentationAsync(other, isFractional: false);
        foreach (
            var (name, bytes, words) in new[]
            {
                ("noise.dcm", Bytes("no image"), "noise.dcm: "),
                ("strange.dcm", strange, "Make it from the images as they are exported from this study"),
                ("list.json", Bytes("""{"overlays":[{"kind":"circle"}]}"""), "cannot be read at $.overlays[0].kind"),
                ("list.json", Bytes("""{"overlays":[]}"""), "Nothing is drawn in it. Leave it out."),
                (
                    "list.json",
                    List("\"case\":\"C009\",\"phase\":\"arterial\""),
                    "Overlay 1: The study reads no arterial series of a case 'C009'."
                ),
                ("list.json", List("\"case\":\"C001\",\"phase\":\"late\""), "There is no phase 'late'; write unknown, native"),
                ("list.json", List("\"label\":\"A\""), "It names no series: write its UID as series, or case and phase."),
                ("list.json", List("\"case\":\"C001\",\"phase\":\"arterial\",\"score\":12"), "Its score is not between 0 and 1."),
                (
                    "list.json",
                    Bytes("""{"overlays":[{"kind":"activation","case":"C001","phase":"arterial","label":"A","slices":[null]}]}"""),
                    "Overlay 1: An activation map has slices."
                ),
                ("list.json", List("\"case\":\"C001\",\"phase\":\"arterial\""), "Its label '' has 0 characters"),
            }
        )
        {
            await RefusedAsync(AddOverlays.FilesAreReadable, coordinator, study, run, words, ("boxes.json", Bytes(Boxes)), (name, bytes));
        }

        await RefusedAsync(AddOverlays.FilesAreReadable, coordinator, study, run, "No file was chosen.");
        Assert.Empty(await OfAsync(run));
    }

    [Fact]
    public async Task Only_a_finished_run_of_a_draft_takes_them_and_gives_them_back()
    {
        var (study, run) = await PredictedAsync();
        using var coordinator = await app.SignInAsync(study.Coordinator);
        var waiting = await app.DataAsync(async db =>
        {
            var queued = PredictionRun.Queue(study.Id, "other", new string('a', 64), 2, study.Coordinator.Id, app.Clock.GetUtcNow());
            db.PredictionRuns.Add(queued);
            await db.SaveChangesAsync();
            return queued.Id;
        });
        await RefusedAsync(AddOverlays.RunHasFinished, coordinator, study, waiting, "", ("boxes.json", Bytes(Boxes)));

        await TakenAsync(coordinator, study, run, ("boxes.json", Bytes(Boxes)));
        using var removed = await coordinator.PostAsync($"{study.Url}/predictions/{run}/overlays/remove");

        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Empty(await OfAsync(run));
        var actions = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.Subject == $"prediction run {run}" && e.Action.StartsWith("predictions.overlays"))
                .OrderBy(e => e.Sequence)
                .Select(e => $"{e.Action} {e.Detail}")
                .ToListAsync()
        );
        Assert.Equal(["predictions.overlays-added 2 of 1 file(s)", "predictions.overlays-removed 2"], actions);
    }

    [Fact]
    public async Task A_study_with_catch_cases_is_not_sealed_with_drawings()
    {
        var (study, run) = await PredictedAsync(cases: 4);
        await study.UseLastCasesForAsync(app, 1, CasePurpose.Catch);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        await TakenAsync(coordinator, study, run, ("boxes.json", Bytes(Boxes)));

        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => study.SealAsync());

        Assert.Equal(DesignNeeds.NothingDrawnOnCatchCases, refused.Rule);
        using var removed = await coordinator.PostAsync($"{study.Url}/predictions/{run}/overlays/remove");
        await study.SealAsync();
    }

    private async Task<(TestStudy Study, Guid Run)> PredictedAsync(int cases = 2)
    {
        var study = await TestStudy.DraftAsync(app, cases, readers: 2);
        await study.DesignAsync(app, p => p with { Arms = [DesignedStudy.Unaided, DesignedStudy.Aided] });
        await study.PredictAsync();
        return (study, await app.DataAsync(db => db.PredictionRuns.Where(r => r.StudyId == study.Id).Select(r => r.Id).SingleAsync()));
    }

    private Task<byte[]> SegmentationAsync(TestStudy study, bool isFractional) =>
        app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            var store = services.GetRequiredService<ImageStore>();
            var first = study.CaseIds[0];
            var series = await db.Series.Include(s => s.Instances).SingleAsync(s => s.CaseId == first && s.Phase == Phase.Arterial);
            var images = new List<DicomDataset>();
            foreach (var instance in series.Instances)
            {
                images.Add(DicomFile.Read(await store.ReadAsync(instance.FileKey, default)).Dataset);
            }

            var pixels = new byte[64];
            foreach (var at in new[] { 9, 10, 11, 17, 18, 19 })
            {
                pixels[at] = (byte)(isFractional ? 200 : 1);
            }

            var segment = new Segment(
                SegmentDescription.Liver(1, "Model", "1"),
                new Dictionary<int, ReadOnlyMemory<byte>> { [1] = pixels }
            );
            var identity = new DerivedIdentity
            {
                SopInstanceUid = DicomUid.New(),
                SeriesUid = DicomUid.New(),
                MadeAt = new DateTime(2026, 1, 2, 3, 4, 5),
            };
            return SegmentationWriter
                .Write(SliceStack.Of(images), [segment], identity, new SegmentationOptions { IsFractional = isFractional })
                .ToBytes();
        });

    private Task<List<(PredictionOverlay Drawn, Phase Phase, OverlayGeometry Geometry)>> OfAsync(Guid run) =>
        app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            var store = services.GetRequiredService<ImageStore>();
            var all = new List<(PredictionOverlay, Phase, OverlayGeometry)>();
            foreach (var one in await db.PredictionOverlays.Where(o => o.RunId == run).OrderBy(o => o.Number).ToListAsync())
            {
                var phase = await db.Series.Where(s => s.Id == one.SeriesId).Select(s => s.Phase).SingleAsync();
                all.Add((one, phase, OverlayGeometry.FromBytes(await store.ReadAsync(one.FileKey, default))));
            }

            return all;
        });

    private static async Task TakenAsync(Visitor coordinator, TestStudy study, Guid run, params (string Name, byte[] Bytes)[] files)
    {
        using var answer = await PostAsync(coordinator, study, run, files);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, Visitor.TextOf(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task RefusedAsync(
        Rule rule,
        Visitor coordinator,
        TestStudy study,
        Guid run,
        string words,
        params (string Name, byte[] Bytes)[] files
    )
    {
        using var answer = await PostAsync(coordinator, study, run, files);
        var page = Visitor.TextOf(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.Conflict, page);
        Assert.Contains(rule.Message, page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        Visitor coordinator,
        TestStudy study,
        Guid run,
        (string Name, byte[] Bytes)[] files
    )
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "files", name);
        }

        form.Add(new StringContent("x"), "nothing");
        return await coordinator.PostFilesAsync($"{study.Url}/predictions/{run}/overlays", form);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] List(string fields) => Bytes($$"""{"overlays":[{"kind":"box","from":[0,0,0],"to":[1,1,1],{{fields}}}]}""");
}
