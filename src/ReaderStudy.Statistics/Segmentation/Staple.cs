namespace ReaderStudy.Statistics.Segmentation;

/// <summary>What STAPLE estimates.</summary>
/// <param name="Sensitivity">For each reader, the part of the hidden truth that the reader marks; NaN when the truth has no weight.</param>
/// <param name="Specificity">For each reader, the part of the rest that the reader leaves out.</param>
/// <param name="Probability">For each pattern of decisions, the probability that its voxels belong to the truth.</param>
/// <param name="Patterns">The patterns, in the order of <paramref name="Probability"/>.</param>
/// <param name="Prior">The probability of a voxel before any decision is known.</param>
/// <param name="Iterations">How often both steps were done.</param>
/// <param name="Converged">False when the largest number of iterations came first.</param>
public sealed record StapleEstimate(
    IReadOnlyList<double> Sensitivity,
    IReadOnlyList<double> Specificity,
    IReadOnlyList<double> Probability,
    DecisionPatterns Patterns,
    double Prior,
    int Iterations,
    bool Converged
)
{
    /// <summary>The expected size of the truth in voxels: the sum of the voxels' probabilities.</summary>
    public double ExpectedVoxels => Patterns.Patterns.Select((p, i) => p.Voxels * Probability[i]).Sum();

    /// <summary>The voxels whose probability is at least <paramref name="threshold"/>.</summary>
    public Mask Consensus(double threshold = 0.5)
    {
        var included = Patterns.Patterns.Zip(Probability).ToDictionary(p => p.First, p => p.Second >= threshold);
        return Patterns.Where(p => included[p]);
    }

    /// <summary>The probability of every voxel of the grid, x fastest.</summary>
    public double[] ProbabilityMap() => Patterns.Map(Probability);
}

/// <summary>
/// Simultaneous truth and performance level estimation: the truth is hidden, each reader marks its voxels with a sensitivity p and leaves
/// out others with a specificity q, independently given the truth. Expectation: for a pattern of decisions,
/// W = f Π p^d (1 − p)^(1−d) / (f Π p^d (1 − p)^(1−d) + (1 − f) Π (1 − q)^d q^(1−d)). Maximisation: p_j = Σ W d_j / Σ W,
/// q_j = Σ (1 − W)(1 − d_j) / Σ (1 − W), sums over voxels. The prior f is the mean of all decisions over the whole grid, so cropping the
/// grid changes the result. The steps run over patterns of decisions, not voxels.
/// </summary>
/// <remarks>
/// Warfield SK, Zou KH, Wells WM (2004). Simultaneous truth and performance level estimation (STAPLE). IEEE Transactions on Medical
/// Imaging 23:903–921. doi:10.1109/TMI.2004.828354
/// </remarks>
public static class Staple
{
    /// <summary>
    /// Starts with every p and q at <paramref name="start"/>, as in the paper: expectation first. Stops when no p or q changes by
    /// <paramref name="tolerance"/>; the probabilities are those from which the last p and q came.
    /// </summary>
    public static StapleEstimate FromPerformance(
        DecisionPatterns patterns,
        double start = 0.99999,
        double tolerance = 1e-7,
        int maxIterations = 10_000
    )
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(start, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, 1);
        var state = new State(patterns);
        Array.Fill(state.Sensitivity, start);
        Array.Fill(state.Specificity, start);
        return state.Run(maxIterations, () => state.Expect(), () => state.Maximise(), tolerance, inclusive: false);
    }

    /// <summary>
    /// Starts with the part of readers who marked a voxel as its probability, as ITK and SimpleITK do: maximisation first. Stops when no
    /// p or q changes by more than <paramref name="tolerance"/>, which with the default is ITK's rule (its count of iterations is one
    /// less than <see cref="StapleEstimate.Iterations"/>); the probabilities are those that follow from the last p and q.
    /// </summary>
    public static StapleEstimate FromVotes(DecisionPatterns patterns, double tolerance = 1e-7, int maxIterations = 10_000)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        var state = new State(patterns);
        for (var k = 0; k < state.Probability.Length; k++)
        {
            state.Probability[k] = (double)patterns.Patterns[k].Votes / patterns.Readers;
        }

        Array.Fill(state.Sensitivity, double.NegativeInfinity);
        Array.Fill(state.Specificity, double.NegativeInfinity);
        return state.Run(maxIterations, () => state.Maximise(), () => state.Expect(), tolerance, inclusive: true);
    }

    private sealed class State
    {
        private readonly DecisionPatterns _patterns;
        private readonly double[] _voxels;
        private readonly bool[][] _decisions;
        private readonly double _prior;

        public State(DecisionPatterns patterns)
        {
            _patterns = patterns;
            _voxels = [.. patterns.Patterns.Select(p => (double)p.Voxels)];
            _decisions = [.. patterns.Patterns.Select(p => p.Decisions.ToArray())];
            _prior = patterns.Patterns.Sum(p => (double)p.Votes * p.Voxels) / ((double)patterns.Grid.Voxels * patterns.Readers);
            Probability = new double[_voxels.Length];
            Sensitivity = new double[patterns.Readers];
            Specificity = new double[patterns.Readers];
        }

        public double[] Probability { get; }

        public double[] Sensitivity { get; }

        public double[] Specificity { get; }

        /// <summary>Repeats the two steps; the largest change of a p or q since the last time decides.</summary>
        public StapleEstimate Run(int maxIterations, Action first, Action second, double tolerance, bool inclusive)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxIterations);
            var (iterations, converged) = (0, false);
            while (!converged && iterations < maxIterations)
            {
                double[] before = [.. Sensitivity, .. Specificity];
                first();
                second();
                iterations++;
                var change = LargestChange(before);
                converged = change < tolerance || (inclusive && change == tolerance) || double.IsNaN(change);
            }

            return new StapleEstimate(Sensitivity, Specificity, Probability, _patterns, _prior, iterations, converged);
        }

        public void Expect()
        {
            for (var k = 0; k < _voxels.Length; k++)
            {
                var (inTruth, outside) = (_prior, 1 - _prior);
                var decided = _decisions[k];
                for (var j = 0; j < decided.Length; j++)
                {
                    inTruth *= decided[j] ? Sensitivity[j] : 1 - Sensitivity[j];
                    outside *= decided[j] ? 1 - Specificity[j] : Specificity[j];
                }

                Probability[k] = inTruth / (inTruth + outside);
            }
        }

        public void Maximise()
        {
            double truth = 0,
                rest = 0;
            Array.Clear(Sensitivity);
            Array.Clear(Specificity);
            for (var k = 0; k < _voxels.Length; k++)
            {
                var (inTruth, outside) = (_voxels[k] * Probability[k], _voxels[k] * (1 - Probability[k]));
                truth += inTruth;
                rest += outside;
                for (var j = 0; j < Sensitivity.Length; j++)
                {
                    Sensitivity[j] += _decisions[k][j] ? inTruth : 0;
                    Specificity[j] += _decisions[k][j] ? 0 : outside;
                }
            }

            for (var j = 0; j < Sensitivity.Length; j++)
            {
                Sensitivity[j] /= truth;
                Specificity[j] /= rest;
            }
        }

        private double LargestChange(double[] before)
        {
            var largest = 0.0;
            for (var j = 0; j < Sensitivity.Length; j++)
            {
                largest = Math.Max(largest, Math.Abs(Sensitivity[j] - before[j]));
                largest = Math.Max(largest, Math.Abs(Specificity[j] - before[Sensitivity.Length + j]));
            }

            return largest;
        }
    }
}
