namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// A standalone model against several readers of the same cases under one treatment. The model has no reader variance: its reading of a case
/// is always the same. Readers' differences from it, model − reader, are analysed as figures of merit of one treatment by Obuchowski and
/// Rockette with Hillis's degrees of freedom; that gives the same test as an analysis of two treatments in which the model stands in for
/// every reader of the second.
/// </summary>
/// <remarks>
/// Hillis SL (2007). Statistics in Medicine 26:596–619, section 5.3. doi:10.1002/sim.2532.
/// Chakraborty DP (2017). Observer Performance Methods for Diagnostic Imaging, chapter 22 (standalone CAD versus radiologists). CRC Press
/// </remarks>
public static class StandaloneModel
{
    /// <summary>Of any figure of merit with jackknife covariances. The model stands among the readers under its name.</summary>
    /// <exception cref="BadInputException">
    /// There is more than one treatment, no reader of that name, no other reader, or someone left out a case.
    /// </exception>
    public static StandaloneComparison Jackknife(MrmcRatings ratings, string model, FigureOfMerit figure)
    {
        var index = Require(ratings, model);
        var jackknife = figure.LeavingOutEach(ratings);
        return Of(jackknife.Figures, jackknife.Covariance(), index);
    }

    /// <summary>Of empirical AUCs with DeLong's covariances. The model stands among the readers under its name.</summary>
    /// <exception cref="BadInputException">
    /// There is more than one treatment, no reader of that name, no other reader, or someone left out a case.
    /// </exception>
    public static StandaloneComparison DeLong(MrmcRatings ratings, string model)
    {
        var index = Require(ratings, model);
        return Of(FigureOfMerit.Auc.ForAll(ratings), ErrorCovariances.DeLong(ratings), index);
    }

    /// <summary>
    /// Of given figures of merit of one treatment; <paramref name="model"/> is the place of the model among its readers.
    /// </summary>
    /// <exception cref="ArgumentException">There is more than one treatment, no such reader, or no other one.</exception>
    public static StandaloneComparison Of(ReaderFigures figures, ErrorCovariance covariance, int model)
    {
        var count = figures.Readers.Count;
        if (figures.Treatments.Count != 1 || !figures.AreComplete || count < 2 || model < 0 || model >= count)
        {
            throw new ArgumentException("One treatment is needed, with a model and at least one reader.", nameof(figures));
        }

        int[] readers = [.. Enumerable.Range(0, count).Where(j => j != model)];
        string[] names = [.. readers.Select(j => figures.Readers[j])];
        var differences = new double[1, readers.Length];
        var own = new double[1, readers.Length];
        var between = new double[readers.Length, readers.Length];
        var among = new double[readers.Length, readers.Length];
        var variance = covariance.VarianceOf(0, model);
        for (var a = 0; a < readers.Length; a++)
        {
            own[0, a] = figures[0, readers[a]];
            differences[0, a] = figures[0, model] - own[0, a];
            for (var b = 0; b < readers.Length; b++)
            {
                among[a, b] = covariance.Of(0, readers[a], 0, readers[b]);
                between[a, b] = among[a, b] - covariance.Of(0, model, 0, readers[a]) - covariance.Of(0, model, 0, readers[b]) + variance;
            }
        }

        return new StandaloneComparison(
            figures.Readers[model],
            new MrmcEstimate(figures[0, model], Math.Sqrt(variance), double.PositiveInfinity),
            Analysis(figures.Treatments, names, own, among),
            Analysis(figures.Treatments, names, differences, between)
        );
    }

    private static OrAnalysis Analysis(IReadOnlyList<string> treatments, string[] readers, double[,] values, double[,] covariances)
    {
        var figures = new ReaderFigures(treatments, readers, values);
        return ObuchowskiRockette.Of(figures, new ErrorCovariance(figures, covariances));
    }

    private static int Require(MrmcRatings ratings, string model)
    {
        if (ratings.Treatments.Count != 1)
        {
            throw new BadInputException($"A model is compared with the readers of one treatment; there are {ratings.Treatments.Count}.");
        }

        var index = ratings.Readers.ToList().IndexOf(model);
        if (index < 0)
        {
            throw new BadInputException($"There is no reader '{model}' to be the model.");
        }

        if (ratings.Readers.Count < 2)
        {
            throw new BadInputException("There is no reader to compare the model with.");
        }

        MrmcDesigns.Require(ratings, MrmcDesign.Crossed);
        return index;
    }
}
