using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Tests.Blinding.Planting;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Blinding.Differences;

/// <summary>A reader's way through a session, every answer alike, with a snapshot of each place before and after.</summary>
internal static class Walk
{
    public static async Task<IReadOnlyList<Place>> ThroughAsync(App app, PlantedStudy planted, int reader, Guid sessionId)
    {
        var known = await app.DataAsync(async db =>
            (
                await (
                    from place in db.Set<SessionPlace>()
                    join one in db.Cases on place.CaseId equals one.Id
                    join truth in db.ReferenceStandards on one.Id equals truth.CaseId
                    where place.SessionId == sessionId
                    orderby place.Position
                    select new
                    {
                        place.Position,
                        place.CaseId,
                        one.Purpose,
                        truth.ClassId,
                        place.Attempt,
                    }
                ).ToListAsync()
            )
        );
        using var room = new Room(await app.SignInAsync(planted.Study.Readers[reader]), sessionId);
        var places = new List<Place>();
        foreach (var place in known)
        {
            // The case is opened by the first look at it; what is compared is the same moment of each.
            await room.JsonAsync($"cases/{place.Position}");
            var opened = await Snapshot.TakeAsync(room, place.Position);
            using var answer = await room.LockAsync(place.Position, 1, planted.Answers(reader, "locked"));
            // Its body says where reading goes on, which of the last place is nowhere.
            await opened.AddAsync("cases/{position}/lock", answer, withBody: false);
            places.Add(
                new Place(
                    place.Position,
                    place.CaseId,
                    place.Purpose,
                    place.ClassId,
                    place.Attempt,
                    opened,
                    await Snapshot.TakeAsync(room, place.Position)
                )
            );
        }

        return places;
    }
}
