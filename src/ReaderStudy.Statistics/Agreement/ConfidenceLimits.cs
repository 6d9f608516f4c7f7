using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>Limits around coefficients whose largest value is 1.</summary>
internal static class ConfidenceLimits
{
    /// <summary>Student's t, the upper limit cut at 1 and the lower not.</summary>
    public static (double Lower, double Upper) Student(double estimate, double standardError, double degreesOfFreedom, double level)
    {
        Require(level);
        var half = StudentsT.Critical(level, degreesOfFreedom) * standardError;
        return (estimate - half, Math.Min(1, estimate + half));
    }

    /// <summary>The normal distribution, neither limit cut.</summary>
    public static (double Lower, double Upper) Normal(double estimate, double standardError, double level)
    {
        Require(level);
        var half = StandardNormal.Critical(level) * standardError;
        return (estimate - half, estimate + half);
    }

    public static void Require(double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        }
    }
}
