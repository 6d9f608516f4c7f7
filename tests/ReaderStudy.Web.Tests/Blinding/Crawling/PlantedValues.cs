using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Web.Tests.Blinding.Planting;

namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <summary>What stands for the parameters of addresses: all ids of a planted study, and what belongs together.</summary>
internal sealed class PlantedValues
{
    /// <summary>What a draft does not have.</summary>
    private static readonly string[] FromTheSealingOn = ["sessionId", "runId"];

    private readonly Dictionary<string, IReadOnlyList<string>> _values = [];
    private readonly Dictionary<string, (string Name, string Value)> _companions = [];

    public static Task<PlantedValues> OfAsync(App app, PlantedStudy planted) =>
        OfAsync(app, planted.Study, planted.CaseIds, planted.People().Select(p => p.Person.Id));

    public static async Task<PlantedValues> OfAsync(App app, TestStudy study, IReadOnlyList<Guid> caseIds, IEnumerable<Guid> people)
    {
        var values = new PlantedValues();
        await app.DataAsync(async db =>
        {
            var series = await db.Series.Where(s => caseIds.Contains(s.CaseId)).OrderBy(s => s.Id).ToListAsync();
            values.Set("studyId", [study.Id]);
            values.Set("caseId", caseIds);
            values.Set("seriesId", series.Select(s => s.Id));
            values.Set(
                "sessionId",
                await db.ReadingSessions.Where(s => s.StudyId == study.Id).OrderBy(s => s.Number).Select(s => s.Id).ToListAsync()
            );
            values.Set("runId", await db.PredictionRuns.Where(r => r.StudyId == study.Id).Select(r => r.Id).ToListAsync());
            values.Set("importId", await db.Imports.Where(i => i.StudyId == study.Id).Select(i => i.Id).ToListAsync());
            values.Set("heldId", await db.HeldImages.Where(h => h.StudyId == study.Id).Select(h => h.Id).ToListAsync());
            values.Set("personId", people);
            foreach (var one in series)
            {
                values._companions[one.Id.ToString()] = ("caseId", one.CaseId.ToString());
                values._companions.TryAdd(one.CaseId.ToString(), ("seriesId", one.Id.ToString()));
            }

            var longest = await db.ReadingSessions.Where(s => s.StudyId == study.Id).Select(s => (int?)s.Places.Count).MaxAsync() ?? 1;
            values._values["position"] = Numbers(0, longest + 1);
            return 0;
        });
        values._values["series"] = Numbers(0, 2);
        values._values["frame"] = Numbers(1, 4);
        values._values["picture"] = Numbers(0, 1);
        values._values["level"] = ["0"];
        values._values["column"] = ["0"];
        values._values["row"] = ["0"];
        values._values["frameList"] = ["1,2"];
        values._values["questionId"] = ["malignancy", "comment"];
        values._values["modelId"] = [TestModels.MeanHu, PlantedProtocol.Model];
        values._values["number"] = ["1"];
        values._values["subject"] =
        [
            "about",
            "arms",
            "design",
            "reading",
            "training",
            "truth",
            "reference",
            "checks",
            "glossary",
            "tasks",
            "analysis",
            "hanging",
        ];
        values._values["pageId"] = ["0199aaaa-0000-7000-8000-000000000001"];
        values._values["path"] = ["nothing.txt"];
        return values;
    }

    public IReadOnlyList<string> Of(string name) => _values.GetValueOrDefault(name, []);

    public bool IsNotThereYet(string name) => FromTheSealingOn.Contains(name);

    /// <summary>A value for each parameter: the asked one, what belongs to it, and the first of all others.</summary>
    public Dictionary<string, string> Filled(IReadOnlyList<string> names, string? name, string? value)
    {
        var filled = names.Where(n => Of(n).Count > 0).ToDictionary(n => n, n => Of(n)[0]);
        if (filled.TryGetValue("caseId", out var first) && _companions.TryGetValue(first, out var tied) && filled.ContainsKey(tied.Name))
        {
            filled[tied.Name] = tied.Value;
        }

        if (name is not null && value is not null)
        {
            filled[name] = value;
            if (_companions.TryGetValue(value, out var companion) && filled.ContainsKey(companion.Name))
            {
                filled[companion.Name] = companion.Value;
            }
        }

        return filled;
    }

    private void Set(string name, IEnumerable<Guid> ids) => _values[name] = ids.Select(i => i.ToString()).ToList();

    private static List<string> Numbers(int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList();
}
