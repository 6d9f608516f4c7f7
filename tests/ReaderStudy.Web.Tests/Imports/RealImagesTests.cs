using Microsoft.EntityFrameworkCore;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.Imports;

/// <summary>The five real CT sets; what they hold is in the README beside them.</summary>
[Collection(App.Collection)]
public sealed class RealImagesTests(App app)
{
    private const string Sets = "data/ct-liver";

    [SharedDataFact(Sets)]
    public async Task Five_patients_are_grouped_sorted_and_their_phases_proposed()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);
        var files = Directory.GetFiles(SharedData.PathOf(Sets), "*.dcm", SearchOption.AllDirectories).Length;

        var (_, state) = await importer.ImportFolderAsync(SharedData.PathOf(Sets));

        Assert.Equal($"{files} of {files} files imported.", state.GetProperty("sentence").GetString());
        var cases = await app.DataAsync(db =>
            db.Cases.Where(c => c.StudyId == study.Id)
                .Include(c => c.Series)
                    .ThenInclude(s => s.Instances)
                .OrderBy(c => c.Code)
                .ToListAsync()
        );
        Assert.Equal(["C001", "C002", "C003", "C004", "C005"], cases.Select(c => c.Code));
        // In the order of the folders: arterial, non-contrast (shuffled names), portal venous (misleading description), six planes of two dates, two slices.
        Assert.Equal(["18", "28", "35", "1 1 1 1 1 1", "2"], cases.Select(c => string.Join(' ', c.Series.Select(s => s.Instances.Count))));
        Assert.Equal([Phase.Arterial, Phase.Native, Phase.PortalVenous], cases.Take(3).Select(c => c.Series.Single().Phase));
        Assert.Equal(Phase.PortalVenous, cases[4].Series.Single().Phase);
        Assert.DoesNotContain(cases.SelectMany(c => c.Series), s => s.PhaseReason.Length == 0);
        Assert.All(cases.Take(3), c => Assert.Null(c.Series.Single().GeometryProblem));
        Assert.Equal(2.5, cases[0].Series.Single().SliceSpacing, 6);
        Assert.Equal(0.664, cases[0].Series.Single().RowSpacing, 3);
        Assert.Equal(3, cases[1].Series.Single().SliceSpacing, 6);
        Assert.Equal(5, cases[2].Series.Single().SliceSpacing, 6);
        foreach (var series in cases.Take(3).Append(cases[4]).Select(c => c.Series.Single()))
        {
            var heights = await HeightsAsync(series);
            Assert.Equal(heights.Order(), heights);
            Assert.Equal(heights.Count, heights.Distinct().Count());
        }
    }

    private async Task<List<double>> HeightsAsync(Series series)
    {
        var heights = new List<double>();
        foreach (var instance in series.Instances.OrderBy(i => i.Position))
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(app.DataFolder, "images", instance.FileKey));
            heights.Add(DicomFile.Read(bytes).Dataset.GetDoubles(DicomTags.ImagePositionPatient)[2]);
        }

        return heights;
    }
}
