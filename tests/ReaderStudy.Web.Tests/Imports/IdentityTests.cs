using System.Text;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Tests.Imports;

/// <summary>Plants an identity wherever a file can carry one, and looks for it in every byte that the platform has written.</summary>
[Collection(App.Collection)]
public sealed class IdentityTests(App app)
{
    [Fact]
    public async Task Nothing_identifying_is_in_any_file_of_the_data_folder()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);
        var inZip = Importer.Zip([.. Enumerable.Range(2, 2).Select(i => ($"PLANTEDZIP/{i}.dcm", Planted(i)))]);
        var folder = Directory.CreateTempSubdirectory("incoming-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "PLANTEDDIR^Zora"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "PLANTEDDIR^Zora", "PLANTEDFILE.dcm"), Planted(4));

        await importer.ImportAsync([("PLANTEDPATH/0.dcm", Planted(0)), ("PLANTEDPATH/1.dcm", Planted(1)), ("PLANTEDNAME.zip", inZip)]);
        await importer.ImportFolderAsync(folder.FullName);
        await BringTruthAsync(importer, "PLANTED-4711");

        var series = await app.DataAsync(db =>
            db.Series.Include(s => s.Instances).SingleAsync(s => db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id))
        );
        Assert.Equal(5, series.Instances.Count);
        Assert.Equal(Phase.Arterial, series.Phase);
        Assert.Equal(
            1,
            await app.DataAsync(db =>
                db.ReferenceStandards.CountAsync(r => r.ClassId == "HCC" && db.Cases.Any(c => c.Id == r.CaseId && c.StudyId == study.Id))
            )
        );
        Assert.Empty(await LeaksAsync("planted", "19610203"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nor_is_a_value_of_a_refused_file_in_the_reason_that_is_kept()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);
        var frames = TestImages.Slice("1.2.78.1", "1.2.78.2", 0, 60);
        frames.Set(new DicomElement(DicomTags.NumberOfFrames, DicomVr.IS, "REFUSEDNAME^Z"u8.ToArray()));
        var colours = TestImages.Slice("1.2.78.1", "1.2.78.2", 1, 60);
        colours.Set(DicomTags.PhotometricInterpretation, "REFUSEDNAME Z");
        var syntax = TestImages.Slice("1.2.78.1", "1.2.78.2", 2, 60);
        syntax.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [default, new byte[64]]));
        var unknown = new DicomFile(new DicomDataset(), syntax, new TransferSyntax("1.2.REFUSEDNAME.4", "x"));

        var (_, state) = await importer.ImportAsync(
            ("0.dcm", new DicomFile(frames).ToBytes()),
            ("1.dcm", new DicomFile(colours).ToBytes()),
            ("2.dcm", unknown.ToBytes())
        );

        Assert.StartsWith("0 of 3 files imported; 3 were not: ", state.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        var reasons = await app.DataAsync(db =>
            db.ImportFiles.Where(f =>
                    f.Status == ImportFileStatus.Rejected && db.Imports.Any(i => i.Id == f.ImportId && i.StudyId == study.Id)
                )
                .Select(f => f.Reason)
                .ToListAsync()
        );
        Assert.Contains("element (0028,0008) NumberOfFrames should hold a number, but holds something else", reasons);
        Assert.Empty(await LeaksAsync("refusedname"));
    }

    [Fact]
    public async Task The_search_finds_what_is_there()
    {
        await File.WriteAllTextAsync(Path.Combine(app.DataFolder, "canary.txt"), "xx CaNaRy-77 xx");

        Assert.Equal(["canary.txt: canary-77"], await LeaksAsync("canary-77"));
    }

    private static byte[] Planted(int slice)
    {
        var image = TestImages.Slice("1.2.77.1", "1.2.77.2", slice, 60, "PLANTED-4711");
        image.Set(DicomTags.PatientName, "PLANTEDNAME^ZORA");
        image.Set(DicomTags.PatientBirthDate, "19610203");
        image.Set(DicomTags.InstitutionName, "PLANTED HOSPITAL");
        image.Set(DicomTags.ReferringPhysicianName, "PLANTED^DOCTOR");
        image.Set(DicomTags.StudyDescription, "CT for PLANTED");
        image.Set(DicomTags.SeriesDescription, "arterial PLANTEDSKI");
        image.Set(DicomTags.PatientComments, "PLANTED comment");
        var nested = new DicomDataset();
        nested.Set(DicomTags.CodeMeaning, "PLANTED meaning");
        nested.Set(DicomTags.PatientName, "PLANTEDNESTED^ZORA");
        image.SetItems(new DicomTag(0x0040, 0x0275), nested);
        image.Set(new DicomElement(new DicomTag(0x0009, 0x0010), DicomVr.LO, Encoding.ASCII.GetBytes("PLANTED ")));
        image.Set(new DicomElement(new DicomTag(0x0009, 0x1001), DicomVr.LO, Encoding.ASCII.GetBytes("PLANTED ")));
        return new DicomFile(image).ToBytes();
    }

    private static async Task BringTruthAsync(Importer importer, string patientNumber)
    {
        var csv = new ByteArrayContent(Encoding.UTF8.GetBytes($"case,truth\n{patientNumber},HCC\n"));
        using var form = new MultipartFormDataContent { { csv, "file", "PLANTEDTABLE.csv" } };
        using var answer = await importer.Browser.PostFilesAsync(importer.StudyUrl + "/cohort/table", form);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Names and contents of every file below the data folder, the database with its write-ahead log included.</summary>
    private async Task<List<string>> LeaksAsync(params string[] needles)
    {
        // While a connection is open, SQLite keeps the log and its index: the last one that closes removes both under the eyes of the search.
        await using var kept = DataFolder.Open(app.DataFolder);
        await kept.Studies.CountAsync();
        await kept.Database.OpenConnectionAsync();
        var leaks = new List<string>();
        foreach (var path in Directory.EnumerateFiles(app.DataFolder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(app.DataFolder, path);
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            var latin = Encoding.Latin1.GetString(memory.GetBuffer(), 0, (int)memory.Length);
            var wide = Encoding.Unicode.GetString(memory.GetBuffer(), 0, (int)memory.Length & ~1);
            leaks.AddRange(
                needles
                    .Where(n =>
                        latin.Contains(n, StringComparison.OrdinalIgnoreCase)
                        || wide.Contains(n, StringComparison.OrdinalIgnoreCase)
                        || name.Contains(n, StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(n => $"{name}: {n}")
            );
        }

        return leaks;
    }
}
