namespace ReaderStudy.Statistics.Mrmc;

/// <summary>Which design the ratings of a study follow.</summary>
public static class MrmcDesigns
{
    /// <summary>
    /// The design by which all ratings are explained: readers nested in treatments where each works under one of several; else, where readers
    /// left out cases, cases nested in readers or in treatments, or partially paired. Null where a reader works under some treatments but
    /// neither one nor all: no analysis of variance of figures of merit fits that.
    /// </summary>
    public static MrmcDesign? Of(MrmcRatings ratings)
    {
        if (IsCrossed(ratings))
        {
            return MrmcDesign.Crossed;
        }

        var (all, one) = TreatmentsOfReaders(ratings);
        if (!all)
        {
            return one ? MrmcDesign.ReadersNestedInTreatments : null;
        }

        if (ratings.Readers.Count > 1 && EveryCase(ratings, OneReader))
        {
            return MrmcDesign.CasesNestedInReaders;
        }

        return ratings.Treatments.Count > 1 && EveryCase(ratings, OneTreatment)
            ? MrmcDesign.CasesNestedInTreatments
            : MrmcDesign.PartiallyPaired;
    }

    /// <summary>Refuses ratings that do not follow the design that was planned.</summary>
    /// <exception cref="BadInputException">By treatment, reader and case: what is missing or should not be there.</exception>
    public static void Require(MrmcRatings ratings, MrmcDesign design)
    {
        var faults = design switch
        {
            MrmcDesign.Crossed => Missing(ratings, (_, _, _) => true),
            MrmcDesign.CasesNestedInReaders =>
            [
                .. Missing(ratings, (i, j, k) => ReadsUnderAny(ratings, j, k)),
                .. Shared(ratings, OneReader, "cases are nested in readers, but more than one reader has"),
            ],
            MrmcDesign.CasesNestedInTreatments =>
            [
                .. Missing(ratings, (i, j, k) => AnyReads(ratings, i, k)),
                .. Shared(ratings, OneTreatment, "cases are nested in treatments, but under more than one treatment readers have"),
            ],
            MrmcDesign.ReadersNestedInTreatments => NotNested(ratings),
            MrmcDesign.PartiallyPaired => NoReadings(ratings),
        };
        BadInputException.ThrowIfAny(faults);
    }

    private static bool IsCrossed(MrmcRatings ratings) => Missing(ratings, (_, _, _) => true).Count == 0;

    /// <summary>A fault for each treatment and reader with missing ratings, of which the first few are named.</summary>
    private static List<InputFault> Missing(MrmcRatings ratings, Func<int, int, int, bool> expected)
    {
        const int named = 5;
        var faults = new List<InputFault>();
        for (var i = 0; i < ratings.Treatments.Count; i++)
        {
            for (var j = 0; j < ratings.Readers.Count; j++)
            {
                var own = ratings.Of(i, j);
                var missing = new List<string>();
                for (var k = 0; k < own.Length; k++)
                {
                    if (double.IsNaN(own[k]) && expected(i, j, k))
                    {
                        missing.Add($"'{ratings.Cases[k]}'");
                    }
                }

                if (missing.Count > 0)
                {
                    var cases = string.Join(", ", missing.Take(named)) + (missing.Count > named ? ", …" : "");
                    var what = missing.Count == 1 ? $"case {cases}" : $"{missing.Count} cases ({cases})";
                    var (treatment, reader) = (ratings.Treatments[i], ratings.Readers[j]);
                    faults.Add(new InputFault(null, $"Reader '{reader}' has not rated {what} under treatment '{treatment}'."));
                }
            }
        }

        return faults;
    }

    private static List<InputFault> Shared(MrmcRatings ratings, Func<MrmcRatings, int, bool> single, string what) =>
        [
            .. Enumerable
                .Range(0, ratings.Cases.Count)
                .Where(k => !single(ratings, k))
                .Select(k => new InputFault(null, $"By the design {what} rated case '{ratings.Cases[k]}'.")),
        ];

    private static List<InputFault> NotNested(MrmcRatings ratings)
    {
        var faults = new List<InputFault>();
        for (var j = 0; j < ratings.Readers.Count; j++)
        {
            var treatments = Enumerable.Range(0, ratings.Treatments.Count).Count(i => ratings.HasRead(i, j));
            if (treatments != 1)
            {
                faults.Add(
                    new InputFault(
                        null,
                        $"By the design readers are nested in treatments, but reader '{ratings.Readers[j]}' worked under {treatments}."
                    )
                );
            }
        }

        return faults;
    }

    private static List<InputFault> NoReadings(MrmcRatings ratings)
    {
        var faults = new List<InputFault>();
        for (var i = 0; i < ratings.Treatments.Count; i++)
        {
            for (var j = 0; j < ratings.Readers.Count; j++)
            {
                if (!ratings.HasRead(i, j))
                {
                    faults.Add(
                        new InputFault(null, $"Reader '{ratings.Readers[j]}' has rated no case under treatment '{ratings.Treatments[i]}'.")
                    );
                }
            }
        }

        return faults;
    }

    private static (bool All, bool One) TreatmentsOfReaders(MrmcRatings ratings)
    {
        var (all, one) = (true, true);
        for (var j = 0; j < ratings.Readers.Count; j++)
        {
            var treatments = Enumerable.Range(0, ratings.Treatments.Count).Count(i => ratings.HasRead(i, j));
            all &= treatments == ratings.Treatments.Count;
            one &= treatments == 1;
        }

        return (all, one);
    }

    private static bool EveryCase(MrmcRatings ratings, Func<MrmcRatings, int, bool> holds) =>
        Enumerable.Range(0, ratings.Cases.Count).All(k => holds(ratings, k));

    private static bool OneReader(MrmcRatings ratings, int @case) =>
        Enumerable.Range(0, ratings.Readers.Count).Count(j => ReadsUnderAny(ratings, j, @case)) == 1;

    private static bool OneTreatment(MrmcRatings ratings, int @case) =>
        Enumerable.Range(0, ratings.Treatments.Count).Count(i => AnyReads(ratings, i, @case)) == 1;

    private static bool ReadsUnderAny(MrmcRatings ratings, int reader, int @case) =>
        Enumerable.Range(0, ratings.Treatments.Count).Any(i => !double.IsNaN(ratings.Of(i, reader)[@case]));

    private static bool AnyReads(MrmcRatings ratings, int treatment, int @case) =>
        Enumerable.Range(0, ratings.Readers.Count).Any(j => !double.IsNaN(ratings.Of(treatment, j)[@case]));
}
