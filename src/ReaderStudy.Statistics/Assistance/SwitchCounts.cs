using ReaderStudy.Statistics.Accuracy;

namespace ReaderStudy.Statistics.Assistance;

/// <summary>What became of answers when the AI was added.</summary>
/// <param name="KeptRight">Right before and after.</param>
/// <param name="Beneficial">Wrong before, right after.</param>
/// <param name="Harmful">Right before, wrong after.</param>
/// <param name="NeutralChange">Changed from one wrong answer to another.</param>
/// <param name="KeptWrong">The same wrong answer before and after.</param>
public readonly record struct SwitchCounts(int KeptRight, int Beneficial, int Harmful, int NeutralChange, int KeptWrong)
{
    public int Readings => KeptRight + Beneficial + Harmful + NeutralChange + KeptWrong;

    /// <summary>Answers that changed, for better, worse or neither.</summary>
    public int Changed => Beneficial + Harmful + NeutralChange;

    /// <summary>Beneficial changes among all readings; NaN without a reading.</summary>
    public double BeneficialShare => Share(Beneficial, Readings);

    /// <summary>Harmful changes among all readings; NaN without a reading.</summary>
    public double HarmfulShare => Share(Harmful, Readings);

    /// <summary>(beneficial − harmful) / readings: aided less unaided accuracy. NaN without a reading.</summary>
    public double NetBenefit => Share(Beneficial - Harmful, Readings);

    /// <summary>Of the unaided errors, those put right; NaN without an unaided error.</summary>
    public double CorrectedErrors => Share(Beneficial, Beneficial + NeutralChange + KeptWrong);

    /// <summary>Of the right unaided answers, those spoilt; NaN without a right unaided answer.</summary>
    public double SpoiltAnswers => Share(Harmful, KeptRight + Harmful);

    /// <summary>Aided against unaided: first is aided.</summary>
    public PairedOutcomes Outcomes => new(KeptRight, Beneficial, Harmful, NeutralChange + KeptWrong);

    /// <summary>McNemar's exact two-sided p-value that beneficial and harmful changes are equally likely. Of one reader; readings of several readers are not independent.</summary>
    public double McNemarP => McNemar.ExactP(Beneficial, Harmful);

    /// <summary>Counts readings.</summary>
    public static SwitchCounts Of(IEnumerable<AssistedReading> readings)
    {
        var (keptRight, beneficial, harmful, neutral, keptWrong) = (0, 0, 0, 0, 0);
        foreach (var r in readings)
        {
            _ = (r.Unaided == r.Truth, r.Aided == r.Truth) switch
            {
                (true, true) => keptRight++,
                (false, true) => beneficial++,
                (true, false) => harmful++,
                (false, false) => r.Unaided == r.Aided ? keptWrong++ : neutral++,
            };
        }

        return new SwitchCounts(keptRight, beneficial, harmful, neutral, keptWrong);
    }

    private static double Share(int count, int of) => of == 0 ? double.NaN : (double)count / of;
}
