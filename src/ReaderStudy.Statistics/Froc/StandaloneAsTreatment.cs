using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// The older way to compare a standalone algorithm with readers, "2T-RRRC" of the R package RJafroc: the algorithm's readings, repeated for
/// every reader, are the first of two treatments and the readers' own the second. Its test of readers and cases is that of
/// <see cref="StandaloneModel"/> ("1T-RRRC" there; F = t²); it is here for its variance components and the means' intervals. Its tests for
/// fixed readers or fixed cases take the repeated readings for those of several readers and are not to be used.
/// </summary>
/// <remarks>
/// Hupse R et al. (2013). Standalone computer-aided detection compared to radiologists' performance for the detection of mammographic masses.
/// European Radiology 23:93–100. doi:10.1007/s00330-012-2562-7.
/// Kooi T et al. (2016). A comparison between a deep convolutional neural network and radiologists for classifying regions of interest in
/// mammography. IWDM 2016, LNCS 9699:51–56. doi:10.1007/978-3-319-41546-8_7
/// </remarks>
public static class StandaloneAsTreatment
{
    /// <summary>
    /// Of given figures of merit of one treatment; <paramref name="model"/> is the place of the algorithm among its readers. The treatments
    /// are named "standalone" and "readers".
    /// </summary>
    /// <exception cref="ArgumentException">There is more than one treatment, no such reader, or no other one.</exception>
    public static OrAnalysis Of(ReaderFigures figures, ErrorCovariance covariance, int model)
    {
        var count = figures.Readers.Count;
        if (figures.Treatments.Count != 1 || !figures.AreComplete || count < 2 || model < 0 || model >= count)
        {
            throw new ArgumentException("One treatment is needed, with a model and at least one reader.", nameof(figures));
        }

        int[] readers = [.. Enumerable.Range(0, count).Where(j => j != model)];
        int[] cells = [.. readers.Select(_ => model), .. readers];
        var values = new double[2, readers.Length];
        var matrix = new double[cells.Length, cells.Length];
        for (var a = 0; a < cells.Length; a++)
        {
            values[a / readers.Length, a % readers.Length] = figures[0, cells[a]];
            for (var b = 0; b < cells.Length; b++)
            {
                matrix[a, b] = covariance.Of(0, cells[a], 0, cells[b]);
            }
        }

        string[] treatments = ["standalone", "readers"];
        var both = new ReaderFigures(treatments, [.. readers.Select(j => figures.Readers[j])], values);
        return ObuchowskiRockette.Of(both, new ErrorCovariance(both, matrix));
    }
}
