using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Froc;

/// <summary>Small free-response studies with many ties, unequal weights and unmarked cases and lesions, for properties.</summary>
internal static class RandomStudies
{
    /// <summary>The pinned run of 100 studies.</summary>
    public static void ForAll(Action<FrocRows> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20240607UL, 1UL),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(Froc((ulong)seed)))
        );

    public static FrocRows Froc(ulong seed)
    {
        var chance = new RandomStream(seed, 0);
        var (nonDiseased, diseased) = (2 + chance.Below(5), 2 + chance.Below(5));
        var rows = new FrocRows([], [], []);
        for (var k = 0; k < nonDiseased + diseased; k++)
        {
            var name = $"c{k}";
            rows.Cases.Add(new FrocCase(name, k >= nonDiseased, $"p{k / 2}"));
            var lesions = k < nonDiseased ? 0 : 1 + chance.Below(3);
            var weights = Enumerable.Range(0, lesions).Select(_ => 0.1 + chance.Uniform()).ToArray();
            for (var l = 0; l < lesions; l++)
            {
                rows.Lesions.Add(new FrocLesion(name, $"{l + 1}", weights[l] / weights.Sum(), 5 + (20 * chance.Uniform())));
            }

            foreach (var (treatment, reader) in new[] { ("1", "1"), ("1", "2"), ("2", "1"), ("2", "2") })
            {
                for (var mark = chance.Below(3); mark > 0; mark--)
                {
                    rows.Marks.Add(new FrocMark(treatment, reader, name, null, 1 + chance.Below(4)));
                }

                for (var l = 0; l < lesions; l++)
                {
                    if (chance.Below(3) > 0)
                    {
                        rows.Marks.Add(new FrocMark(treatment, reader, name, $"{l + 1}", 1 + chance.Below(5)));
                    }
                }
            }
        }

        return rows;
    }
}

/// <summary>The rows of a study.</summary>
internal sealed record FrocRows(List<FrocCase> Cases, List<FrocLesion> Lesions, List<FrocMark> Marks)
{
    public FrocReadings Readings() => FrocReadings.Of(Cases, Lesions, Marks, ["1", "2"], ["1", "2"]);

    public FrocReadings Without(string name) =>
        FrocReadings.Of(
            [.. Cases.Where(c => c.Case != name)],
            [.. Lesions.Where(l => l.Case != name)],
            [.. Marks.Where(m => m.Case != name)],
            ["1", "2"],
            ["1", "2"]
        );
}
