using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>An earlier exam of a test's case: an arterial series of one image.</summary>
internal static class PriorExam
{
    /// <param name="app">Whose store takes the image.</param>
    /// <param name="db">Tracks the series; the caller saves.</param>
    /// <param name="home">A case of a draft.</param>
    /// <param name="slice">Where the image lies, as <see cref="TestImages.Slice"/> counts.</param>
    public static async Task AddAsync(App app, ReaderStudyDbContext db, Guid home, int slice = 0)
    {
        foreach (var now in await db.Series.Where(s => s.CaseId == home).ToListAsync())
        {
            now.DateExam("20310405", "101500");
        }

        var store = app.Services.GetRequiredService<ImageStore>();
        var uid = DicomUid.FromName($"earlier {home}");
        var earlier = new Series(home, DicomUid.FromName($"earlier exam {home}"), uid);
        earlier.Describe("CT", 8, 8, 1, 1, 5, null);
        earlier.ProposePhase(Phase.Arterial, "test");
        earlier.DateExam("20310105", null);
        var image = TestImages.Slice(earlier.ExamUid, uid, slice, 40);
        var bytes = new DicomFile(image).ToBytes();
        await store.WriteAsync($"prior/{uid}/0.dcm", bytes, default);
        var instance = new Instance(
            earlier.Id,
            image.RequireString(DicomTags.SopInstanceUid),
            ImageStore.Sha256Of(bytes),
            $"prior/{uid}/0.dcm"
        );
        instance.PlaceAt(0);
        earlier.AddInstance(instance);
        db.Series.Add(earlier);
    }
}
