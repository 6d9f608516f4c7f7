namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// The seven uncorrelated effects on an AUC of a random reader who reads random cases: what the cases without disease add to the variance,
/// what the diseased add, the readers, and their interactions. Each is a component of variance of one observation, or, as coefficients,
/// the share with which it enters the variance of the average (1/n₀, 1/n₁, 1/n₀n₁, 1/R ... when everybody reads everything).
/// </summary>
/// <param name="NonDiseased">Cases without disease (N).</param>
/// <param name="Diseased">Diseased cases (D).</param>
/// <param name="NonDiseasedDiseased">Their interaction (ND).</param>
/// <param name="Reader">Readers (R).</param>
/// <param name="ReaderNonDiseased">Readers by cases without disease (NR).</param>
/// <param name="ReaderDiseased">Readers by diseased cases (DR).</param>
/// <param name="ReaderNonDiseasedDiseased">All three, with the error (RND).</param>
/// <remarks>
/// Clarkson E, Kupinski MA, Barrett HH (2006). Academic Radiology 13:1410–1421. doi:10.1016/j.acra.2006.07.016. In terms of the moments:
/// Gallas BD, Bandos A, Samuelson FW, Wagner RF (2009). Communications in Statistics: Theory and Methods 38:2586–2603, equation 19.
/// doi:10.1080/03610920802610084
/// </remarks>
public sealed record BarrettComponents(
    double NonDiseased,
    double Diseased,
    double NonDiseasedDiseased,
    double Reader,
    double ReaderNonDiseased,
    double ReaderDiseased,
    double ReaderNonDiseasedDiseased
)
{
    /// <summary>
    /// The components from the moments M1 to M8 (<see cref="UStatisticMoments"/>): N = M7 − M8, D = M6 − M8, ND = M5 − M6 − M7 + M8,
    /// R = M4 − M8, NR = M3 − M4 − M7 + M8, DR = M2 − M4 − M6 + M8, RND = M1 − M2 − M3 + M4 − M5 + M6 + M7 − M8. They may be negative. Of
    /// moments of products of two arms they are components of covariance.
    /// </summary>
    /// <exception cref="ArgumentException">There are not eight moments.</exception>
    public static BarrettComponents Of(IReadOnlyList<double> moments)
    {
        RequireEight(moments);
        var (m1, m2, m3, m4) = (moments[0], moments[1], moments[2], moments[3]);
        var (m5, m6, m7, m8) = (moments[4], moments[5], moments[6], moments[7]);
        return new BarrettComponents(
            m7 - m8,
            m6 - m8,
            m5 - m6 - m7 + m8,
            m4 - m8,
            m3 - m4 - m7 + m8,
            m2 - m4 - m6 + m8,
            m1 - m2 - m3 + m4 - m5 + m6 + m7 - m8
        );
    }

    /// <summary>
    /// With what share each component enters the variance, from the coefficients of the moments. A share of 0 means that two arms have
    /// nothing of that kind in common.
    /// </summary>
    /// <exception cref="ArgumentException">There are not eight coefficients.</exception>
    public static BarrettComponents CoefficientsOf(IReadOnlyList<double> coefficients)
    {
        RequireEight(coefficients);
        var (c1, c2, c3, c4) = (coefficients[0], coefficients[1], coefficients[2], coefficients[3]);
        var (c5, c6, c7) = (coefficients[4], coefficients[5], coefficients[6]);
        return new BarrettComponents(c1 + c3 + c5 + c7, c1 + c2 + c5 + c6, c1 + c5, c1 + c2 + c3 + c4, c1 + c3, c1 + c2, c1);
    }

    /// <summary>Component by component: this plus that minus twice what they share.</summary>
    public BarrettComponents OfDifference(BarrettComponents other, BarrettComponents shared) =>
        new(
            NonDiseased + other.NonDiseased - (2 * shared.NonDiseased),
            Diseased + other.Diseased - (2 * shared.Diseased),
            NonDiseasedDiseased + other.NonDiseasedDiseased - (2 * shared.NonDiseasedDiseased),
            Reader + other.Reader - (2 * shared.Reader),
            ReaderNonDiseased + other.ReaderNonDiseased - (2 * shared.ReaderNonDiseased),
            ReaderDiseased + other.ReaderDiseased - (2 * shared.ReaderDiseased),
            ReaderNonDiseasedDiseased + other.ReaderNonDiseasedDiseased - (2 * shared.ReaderNonDiseasedDiseased)
        );

    private static void RequireEight(IReadOnlyList<double> values)
    {
        if (values.Count != 8)
        {
            throw new ArgumentException($"Eight values are needed, there are {values.Count}.", nameof(values));
        }
    }
}
