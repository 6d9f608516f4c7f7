using ReaderStudy.Statistics.Intervals;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Assistance;

/// <summary>A share of those readings in which something could happen.</summary>
/// <param name="Count">Readings in which it did.</param>
/// <param name="Of">Readings in which it could.</param>
/// <param name="Wilson">Interval that takes all readings for independent.</param>
/// <param name="Mrmc">
/// Interval for readers and cases like these, from the one-shot U-statistic variance; the readings in which it could happen are taken as
/// given. NaN with one reader or one case.
/// </param>
/// <param name="PerReader">Count and whole by reader.</param>
public sealed record RelianceRate(
    int Count,
    int Of,
    (double Lower, double Upper) Wilson,
    UStatisticInference Mrmc,
    IReadOnlyList<(int Count, int Of)> PerReader
)
{
    /// <summary>NaN when it could never happen.</summary>
    public double Share => Of == 0 ? double.NaN : (double)Count / Of;
}

/// <summary>
/// How far readers rely on the AI, and whether rightly. To follow is to give, aided, the AI's answer.
/// </summary>
/// <param name="FollowedRightAdvice">Aided answers equal to right advice, among readings with right advice.</param>
/// <param name="FollowedWrongAdvice">Aided answers equal to wrong advice, among readings with wrong advice.</param>
/// <param name="SwitchedToAdvice">Aided answers equal to the advice, among readings in which the unaided answer was another (switch fraction).</param>
/// <param name="RelativeAiReliance">Errors put right, among right advice to a reader who had been wrong.</param>
/// <param name="UnderReliance">Errors that stayed, among right advice to a reader who had been wrong: 1 − relative AI reliance.</param>
/// <param name="RelativeSelfReliance">Answers that stayed right, among wrong advice to a reader who had been right.</param>
/// <param name="OverReliance">Answers that became wrong, among wrong advice to a reader who had been right: 1 − relative self-reliance.</param>
/// <param name="AutomationBias">Right answers given up for the AI's very error, among wrong advice to a reader who had been right (errors of commission).</param>
/// <remarks>
/// Schemmer M, Kuehl N, Benz C, Bartos A, Satzger G (2023). Appropriate reliance on AI advice. IUI '23:410–422.
/// doi:10.1145/3581641.3584066. Goddard K, Roudsari A, Wyatt JC (2012). Automation bias: a systematic review. JAMIA 19:121–127.
/// doi:10.1136/amiajnl-2011-000089
/// </remarks>
public sealed record Reliance(
    RelianceRate FollowedRightAdvice,
    RelianceRate FollowedWrongAdvice,
    RelianceRate SwitchedToAdvice,
    RelianceRate RelativeAiReliance,
    RelianceRate UnderReliance,
    RelianceRate RelativeSelfReliance,
    RelianceRate OverReliance,
    RelianceRate AutomationBias
)
{
    /// <summary>From all readings whose advice is known.</summary>
    public static Reliance Of(AssistedReadings readings, double level = 0.95)
    {
        return new Reliance(
            Rate(AdviceRight, Followed),
            Rate(AdviceWrong, Followed),
            Rate(r => Known(r) && r.Unaided != r.Advice, Followed),
            Rate(r => AdviceRight(r) && !WasRight(r), IsRight),
            Rate(r => AdviceRight(r) && !WasRight(r), r => !IsRight(r)),
            Rate(r => AdviceWrong(r) && WasRight(r), IsRight),
            Rate(r => AdviceWrong(r) && WasRight(r), r => !IsRight(r)),
            Rate(r => AdviceWrong(r) && WasRight(r), Followed)
        );

        static bool Known(AssistedReading r) => !string.IsNullOrEmpty(r.Advice);
        static bool AdviceRight(AssistedReading r) => r.Advice == r.Truth;
        static bool AdviceWrong(AssistedReading r) => Known(r) && r.Advice != r.Truth;
        static bool Followed(AssistedReading r) => r.Aided == r.Advice;
        static bool WasRight(AssistedReading r) => r.Unaided == r.Truth;
        static bool IsRight(AssistedReading r) => r.Aided == r.Truth;

        RelianceRate Rate(Func<AssistedReading, bool> could, Func<AssistedReading, bool> did)
        {
            var scores = readings.Scores(r =>
                !could(r) ? double.NaN
                : did(r) ? 1
                : 0
            );
            (int Count, int Of)[] perReader = [.. scores.Select(s => (s.Count(v => v == 1), s.Count(v => !double.IsNaN(v))))];
            var (count, of) = (perReader.Sum(r => r.Count), perReader.Sum(r => r.Of));
            return new RelianceRate(count, of, Intervals.Wilson.Interval(count, of, level), ScoreUStatistic.Mean(scores, level), perReader);
        }
    }
}
