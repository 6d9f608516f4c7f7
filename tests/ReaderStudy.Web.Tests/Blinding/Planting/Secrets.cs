using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Web.Tests.Blinding.Planting;

/// <summary>Everything that is planted, as it stands in a study now: ids and seeds come with the sealing.</summary>
internal static class Secrets
{
    public static async Task<IReadOnlyList<Secret>> OfAsync(App app, PlantedStudy planted)
    {
        var study = planted.Study;
        var secrets = new List<Secret>();
        secrets.AddRange(Words());
        secrets.AddRange(planted.People().SelectMany(p => Of(p.Person, p.Name)));
        await app.DataAsync(async db =>
        {
            foreach (
                var one in await db
                    .Cases.Include(c => c.Series)
                        .ThenInclude(s => s.Instances)
                    .Where(c => c.StudyId == study.Id)
                    .ToListAsync()
            )
            {
                Add(secrets, "case-id", one.Id);
                foreach (var series in one.Series)
                {
                    Add(secrets, "series-id", series.Id);
                    secrets.AddRange([new Secret("image-uid", series.ExamUid), new Secret("image-uid", series.SeriesUid)]);
                    foreach (var instance in series.Instances)
                    {
                        secrets.AddRange([new Secret("image-uid", instance.SopInstanceUid), new Secret("image-hash", instance.Sha256)]);
                    }
                }
            }

            foreach (var vote in await db.TruthVotes.Where(v => planted.CaseIds.Contains(v.CaseId)).ToListAsync())
            {
                Add(secrets, "vote-id", vote.Id);
            }

            foreach (var allocation in await db.SealedAllocations.Where(a => a.StudyId == study.Id).ToListAsync())
            {
                secrets.Add(new Secret("allocation-hash", allocation.Sha256));
                using var input = System.Text.Json.JsonDocument.Parse(allocation.InputJson);
                secrets.Add(new Secret("seed", input.RootElement.GetProperty("salt").GetString()!));
            }

            var signatures = db.Signatures.Where(g => g.StudyId == study.Id);
            foreach (var signature in await signatures.Where(g => g.Meaning == SignatureMeaning.Readings).ToListAsync())
            {
                secrets.Add(new Secret("answer-hash", signature.SubjectSha256));
            }

            var sheets =
                from revision in db.ReadingRevisions
                join reading in db.Readings on revision.ReadingId equals reading.Id
                where reading.StudyId == study.Id
                select revision.AnswersJson;
            secrets.AddRange((await sheets.ToListAsync()).Select(a => new Secret("answer-hash", Sha256Of(a))));
            foreach (var reader in await db.StudyReaders.Where(r => r.StudyId == study.Id).ToListAsync())
            {
                var who = reader.PersonId == study.Readers[0].Id ? "reader" : "other-reader";
                Add(secrets, $"id-of-{who}", reader.Id);
                foreach (var session in await db.ReadingSessions.Where(s => s.ReaderId == reader.Id).ToListAsync())
                {
                    Add(secrets, $"session-of-{who}", session.Id);
                    secrets.Add(new Secret("seed", session.Seed));
                }
            }

            return 0;
        });
        return secrets.Distinct().ToList();
    }

    /// <summary>What is the same in every planted study.</summary>
    private static IEnumerable<Secret> Words() =>
        [
            .. Lettered("case-code", "zq7code"),
            .. Lettered("centre", "zq7centre"),
            .. Lettered("history", "zq7history"),
            .. Lettered("pseudonym", "zq7pseudonym"),
            .. Lettered("number-mark", "zq7numbermark"),
            .. Lettered("truth-source", "zq7source"),
            .. Enumerable.Range(0, 7).Select(i => new Secret("lesion-size", $"{90417 + i}")),
            .. Enumerable.Range(0, 7).Select(i => new Secret("age", $"{873101 + i}")),
            new("exclusion-reason", "zq7excludedcase"),
            .. PlantedProtocol.Truths.Select(c => new Secret("truth-class", c)),
            new("training-truth", PlantedProtocol.Trained),
            new("vote", "zq7rationaleone"),
            new("other-vote", "zq7rationaletwo"),
            new("query", "zq7querytext"),
            .. PlantedProtocol.Predicted.Select(c => new Secret("model-class", c)),
            new("model", PlantedProtocol.Model),
            new("model-hash", PlantedStudy.ModelSha256),
            new("model-runtime", "zq7runtime"),
            new("model-failure", "zq7notscored"),
            .. PlantedStudy.Digits.Select(d => new Secret("model-score", d)),
            new("answer-of-reader", "zq7lockedone"),
            new("answer-of-other-reader", "zq7lockedtwo"),
            new("draft-of-reader", "zq7draftone"),
            new("draft-of-other-reader", "zq7drafttwo"),
            new("arm", "zq7armone"),
            new("arm", "zq7armtwo"),
            new("series-text", PlantedImages.Words),
            .. PlantedImages.Dates.Select(d => new Secret("exam-date", d)),
            new("phase-reason", "zq7phasereason"),
            new("import", "zq7folder"),
            new("import", "zq7importfailure"),
            new("import", "zq7filename"),
            new("finding", "zq7finding"),
            new("deviation", "zq7deviation"),
            new("study-name", "zq7studyname"),
        ];

    private static IEnumerable<Secret> Of(TestPerson person, string name)
    {
        var who = name["zq7".Length..];
        who = who switch
        {
            "readerone" => "reader",
            "readertwo" => "other-reader",
            _ => who,
        };
        yield return new Secret($"name-of-{who}", name);
        yield return new Secret($"mail-of-{who}", person.Email);
        var ids = new List<Secret>();
        Add(ids, $"id-of-{who}", person.Id);
        foreach (var id in ids)
        {
            yield return id;
        }
    }

    private static string Sha256Of(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<Secret> Lettered(string item, string word) => "abcdefg".Select(letter => new Secret(item, word + letter));

    private static void Add(List<Secret> secrets, string item, Guid id) =>
        secrets.AddRange([new Secret(item, id.ToString()), new Secret(item, id.ToString("N"))]);
}
