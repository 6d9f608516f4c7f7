namespace ReaderStudy.Phantom;

/// <summary>Experience of a simulated reader.</summary>
public enum SimulatedLevel
{
    Junior,
    Middle,
    Senior,
}

/// <summary>What a simulated reader answers about a case.</summary>
/// <param name="Class">The lesion's class; malignancy follows from it.</param>
/// <param name="Confidence">0 to 100, how sure the reader is of the answer.</param>
public sealed record SimulatedAnswer(LesionClass Class, int Confidence)
{
    public bool IsMalignant => Class.IsMalignant();
}

/// <summary>
/// Answers for demonstrations: right more often with experience and on easier cases, wrong in the way readers are wrong (FNH for HCC,
/// MET for ICC), and sharing difficult cases with the other readers. The same reader, case and truth give the same answer.
/// </summary>
/// <param name="level">Mean six-class accuracy is about 0.66, 0.73 and 0.80.</param>
/// <param name="seed">Tells two readers of one level apart.</param>
public sealed class SimulatedReader(SimulatedLevel level, ulong seed)
{
    private const ulong DifficultyStream = 40;

    // Rows: truth; columns: what it is taken for when wrong. Order of LesionClass.
    private static readonly double[][] Mistakes =
    [
        [0, 0.2, 0.15, 0.4, 0.25, 0],
        [0.3, 0, 0.55, 0, 0.15, 0],
        [0.2, 0.45, 0, 0, 0.15, 0.2],
        [0.6, 0, 0.1, 0, 0.3, 0],
        [0.25, 0.05, 0.25, 0.25, 0, 0.2],
        [0, 0, 0.5, 0, 0.5, 0],
    ];

    public SimulatedLevel Level => level;

    /// <summary>Answers without help.</summary>
    /// <param name="caseSeed">Names the case; <see cref="PhantomCase.Seed"/>.</param>
    /// <param name="truth">The case's class.</param>
    /// <param name="diameter">Of the dominant lesion in mm: small ones are harder.</param>
    public SimulatedAnswer Answer(ulong caseSeed, LesionClass truth, double diameter)
    {
        var shared = new PinnedGenerator(caseSeed, DifficultyStream);
        var difficulty = 0.65 * shared.Uniform() + 0.35 * Math.Clamp((35 - diameter) / 27, 0, 1);
        var temptation = MistakeFor(truth, shared.Uniform());

        var own = new PinnedGenerator(caseSeed, 1000 + seed);
        var skill = level switch
        {
            SimulatedLevel.Junior => 0.595,
            SimulatedLevel.Middle => 0.67,
            SimulatedLevel.Senior => 0.76,
        };
        var chanceOfRight = Math.Clamp(skill + 0.75 * (0.5 - difficulty), 0.05, 0.98);
        var right = own.Chance(chanceOfRight);
        var mistake = own.Chance(0.6) ? temptation : MistakeFor(truth, own.Uniform());
        var sureness = 92 - 45 * difficulty - (right ? 0 : 12) + 9 * own.Bell();
        return new SimulatedAnswer(right ? truth : mistake, (int)Math.Clamp(Math.Round(sureness), 5, 100));
    }

    /// <summary>Answers again after seeing a model's suggestion: agreement makes surer, and the less sure the reader was the more often the suggestion is taken.</summary>
    public SimulatedAnswer AnswerAided(ulong caseSeed, LesionClass truth, double diameter, LesionClass suggestion)
    {
        var unaided = Answer(caseSeed, truth, diameter);
        if (unaided.Class == suggestion)
        {
            return unaided with { Confidence = Math.Min(100, unaided.Confidence + 8) };
        }

        var trust = level switch
        {
            SimulatedLevel.Junior => 1.25,
            SimulatedLevel.Middle => 1.05,
            SimulatedLevel.Senior => 0.85,
        };
        var follows = new PinnedGenerator(caseSeed, 2000 + seed).Chance(trust * (1 - unaided.Confidence / 130.0));
        return follows
            ? new SimulatedAnswer(suggestion, Math.Max(35, unaided.Confidence - 5))
            : unaided with
            {
                Confidence = Math.Max(5, unaided.Confidence - 6),
            };
    }

    private static LesionClass MistakeFor(LesionClass truth, double uniform)
    {
        var row = Mistakes[(int)truth];
        for (var index = 0; index < row.Length; index++)
        {
            uniform -= row[index];
            if (uniform < 0)
            {
                return (LesionClass)index;
            }
        }

        return (LesionClass)Array.FindLastIndex(row, chance => chance > 0);
    }
}
