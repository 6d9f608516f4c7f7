using MathNet.Numerics.LinearAlgebra;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Variance components of readers × cases (× two arms, fixed) with one value a cell, by Henderson's third method: each reduction of the
/// residual sum of squares is set to its expectation, Σ over random effects of σ² · (tr(M Z Z') before − after), M the projection on what the
/// fitted effects leave. With every cell filled these are the usual mean squares. All variances are NaN when the equations are singular:
/// too few cells, or a single reader or case.
/// </summary>
internal static class RandomEffectsAnova
{
    public static IReadOnlyList<VarianceLine> TwoWay(List<CrossedCell> cells, SumsOfSquares sums)
    {
        var reader = Levels(cells, c => c.Reader);
        var oneCase = Levels(cells, c => c.Case);
        if (cells.Count == Count(reader) * Count(oneCase))
        {
            return FullLayout.TwoWay(cells, reader, oneCase);
        }

        int[][] random = [reader, oneCase];
        Fit Of(params int[][] effects) => Fit.To(cells, effects, random);
        var both = Of(reader, oneCase);
        Reduction[] lines = sums switch
        {
            SumsOfSquares.ReadersFirst => [Of() - Of(reader), Of(reader) - both, both.Left],
            SumsOfSquares.CasesFirst => [Of(oneCase) - both, Of() - Of(oneCase), both.Left],
            SumsOfSquares.Partial => [Of(oneCase) - both, Of(reader) - both, both.Left],
        };
        return Solved(lines, ["reader", "case", "error"]);
    }

    public static IReadOnlyList<VarianceLine> ThreeWay(List<CrossedCell> cells, SumsOfSquares sums)
    {
        var arm = Levels(cells, c => c.Arm);
        var reader = Levels(cells, c => c.Reader);
        var oneCase = Levels(cells, c => c.Case);
        var readerCase = Levels(cells, c => (c.Reader, c.Case));
        var readerArm = Levels(cells, c => (c.Reader, c.Arm));
        var caseArm = Levels(cells, c => (c.Case, c.Arm));
        if (cells.Count == Count(reader) * Count(oneCase) * Count(arm))
        {
            return FullLayout.ThreeWay(cells, [reader, oneCase, arm, readerCase, readerArm, caseArm]);
        }

        int[][] random = [reader, oneCase, readerCase, readerArm, caseArm];
        Fit Of(params int[][] effects) => Fit.To(cells, effects, random);
        var all = Of(readerCase, readerArm, caseArm);
        var main = Of(reader, oneCase);
        var withArm = Of(reader, oneCase, arm);
        var withReaderCase = Of(readerCase, arm);
        var withReaderArm = Of(readerCase, readerArm);
        Reduction[] ones = sums switch
        {
            SumsOfSquares.ReadersFirst => [Of() - Of(reader), Of(reader) - main],
            SumsOfSquares.CasesFirst => [Of(oneCase) - main, Of() - Of(oneCase)],
            SumsOfSquares.Partial => [Of(caseArm) - Of(caseArm, reader), Of(readerArm) - Of(readerArm, oneCase)],
        };
        Reduction[] pairs =
            sums == SumsOfSquares.Partial
                ? [Of(readerArm, caseArm) - all, Of(readerCase, caseArm) - all]
                : [withArm - withReaderCase, withReaderCase - withReaderArm];
        var fixedArm = sums == SumsOfSquares.Partial ? Of(readerCase) - withReaderCase : main - withArm;
        var lines = Solved(
            [.. ones, .. pairs, withReaderArm - all, all.Left],
            ["reader", "case", "reader:case", "reader:arm", "case:arm", "error"]
        );
        return [.. lines.Take(2), new VarianceLine("arm", fixedArm.Rank, fixedArm.Squares, double.NaN), .. lines.Skip(2)];
    }

    private static VarianceLine[] Solved(Reduction[] lines, string[] sources)
    {
        var count = lines.Length;
        var expectations = Matrix<double>.Build.Dense(count, count, (i, j) => j == count - 1 ? lines[i].Rank : lines[i].Traces[j]);
        var squares = Vector<double>.Build.Dense(count, i => lines[i].Squares);
        // Rows and columns of like size first: the condition then tells whether the equations are singular.
        var scaled = expectations.NormalizeRows(2);
        var solvable = scaled.Enumerate().All(double.IsFinite) && scaled.ConditionNumber() < 1e10;
        var variances = solvable ? expectations.Solve(squares) : Vector<double>.Build.Dense(count, double.NaN);
        return [.. sources.Select((s, i) => new VarianceLine(s, lines[i].Rank, lines[i].Squares, variances[i]))];
    }

    private static int Count(int[] levels) => levels.Length == 0 ? 0 : levels.Max() + 1;

    /// <summary>The level of each cell, numbered from 0 without gaps.</summary>
    private static int[] Levels<T>(List<CrossedCell> cells, Func<CrossedCell, T> level)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        var levels = new int[cells.Count];
        for (var i = 0; i < levels.Length; i++)
        {
            var key = level(cells[i]);
            if (!numbers.TryGetValue(key, out levels[i]))
            {
                levels[i] = numbers.Count;
                numbers.Add(key, levels[i]);
            }
        }

        return levels;
    }

    /// <summary>Every cell filled: effects are orthogonal, so each is swept out by its means, in time linear in the cells.</summary>
    private static class FullLayout
    {
        public static VarianceLine[] TwoWay(List<CrossedCell> cells, int[] reader, int[] oneCase)
        {
            var values = Centred(cells);
            double r = Count(reader),
                c = Count(oneCase);
            var (dr, dc) = (r - 1, c - 1);
            var (readers, cases) = (Sweep(values, reader), Sweep(values, oneCase));
            var error = values.Sum(v => v * v);
            var variance = error / (dr * dc);
            return
            [
                new VarianceLine("reader", dr, readers, ((readers / dr) - variance) / c),
                new VarianceLine("case", dc, cases, ((cases / dc) - variance) / r),
                new VarianceLine("error", dr * dc, error, variance),
            ];
        }

        /// <summary>The effects are reader, case, arm, reader:case, reader:arm and case:arm.</summary>
        public static VarianceLine[] ThreeWay(List<CrossedCell> cells, int[][] effects)
        {
            var values = Centred(cells);
            double r = Count(effects[0]),
                c = Count(effects[1]),
                m = Count(effects[2]);
            var (dr, dc, dm) = (r - 1, c - 1, m - 1);
            double[] df = [dr, dc, dm, dr * dc, dr * dm, dc * dm, dr * dc * dm];
            double[] ss = [.. effects.Select(e => Sweep(values, e)), values.Sum(v => v * v)];
            double[] ms = [.. ss.Zip(df, (s, d) => s / d)];
            double[] variances =
            [
                (ms[0] + ms[6] - ms[3] - ms[4]) / (c * m),
                (ms[1] + ms[6] - ms[3] - ms[5]) / (r * m),
                double.NaN,
                (ms[3] - ms[6]) / m,
                (ms[4] - ms[6]) / c,
                (ms[5] - ms[6]) / r,
                ms[6],
            ];
            string[] sources = ["reader", "case", "arm", "reader:case", "reader:arm", "case:arm", "error"];
            return [.. sources.Select((s, i) => new VarianceLine(s, df[i], ss[i], variances[i]))];
        }

        private static double[] Centred(List<CrossedCell> cells)
        {
            var mean = cells.Sum(c => c.Value) / cells.Count;
            return [.. cells.Select(c => c.Value - mean)];
        }

        /// <summary>Subtracts the means of the levels; answers the sum of squares that goes with them.</summary>
        private static double Sweep(double[] values, int[] levels)
        {
            var sums = new double[Count(levels)];
            var perLevel = (double)values.Length / sums.Length;
            for (var i = 0; i < values.Length; i++)
            {
                sums[levels[i]] += values[i];
            }

            for (var i = 0; i < values.Length; i++)
            {
                values[i] -= sums[levels[i]] / perLevel;
            }

            return sums.Sum(s => s * s / perLevel);
        }
    }

    /// <summary>What an effect takes away: a sum of squares, a rank, and of each random effect a trace.</summary>
    private sealed record Reduction(double Squares, double Rank, double[] Traces);

    /// <summary>What is left after fitting a constant and some effects.</summary>
    private sealed record Fit(Reduction Left)
    {
        public static Reduction operator -(Fit before, Fit after) =>
            new(
                before.Left.Squares - after.Left.Squares,
                before.Left.Rank - after.Left.Rank,
                [.. before.Left.Traces.Zip(after.Left.Traces, (b, a) => b - a)]
            );

        public static Fit To(List<CrossedCell> cells, int[][] effects, int[][] random)
        {
            var n = cells.Count;
            var left = cells.Select(c => c.Value).ToArray();
            var basis = new List<double[]>();
            AddColumn(basis, [.. Enumerable.Repeat(1.0, n)]);
            foreach (var effect in effects)
            {
                for (var level = 0; level < Count(effect); level++)
                {
                    AddColumn(basis, [.. effect.Select(l => l == level ? 1.0 : 0)]);
                }
            }

            foreach (var q in basis)
            {
                Remove(left, q);
            }

            var traces = random.Select(r => n - basis.Sum(q => SquaredSums(q, r))).ToArray();
            return new Fit(new Reduction(left.Sum(v => v * v), n - basis.Count, traces));
        }

        /// <summary>Adds what the column has beyond the basis, orthogonalised twice; nothing when that is rounding only.</summary>
        private static void AddColumn(List<double[]> basis, double[] column)
        {
            var length = Math.Sqrt(column.Sum(v => v * v));
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var q in basis)
                {
                    Remove(column, q);
                }
            }

            var rest = Math.Sqrt(column.Sum(v => v * v));
            if (rest > 1e-9 * length)
            {
                basis.Add([.. column.Select(v => v / rest)]);
            }
        }

        private static void Remove(double[] from, double[] unit)
        {
            double along = 0;
            for (var i = 0; i < from.Length; i++)
            {
                along += from[i] * unit[i];
            }

            for (var i = 0; i < from.Length; i++)
            {
                from[i] -= along * unit[i];
            }
        }

        private static double SquaredSums(double[] column, int[] levels)
        {
            var sums = new double[levels.Length];
            for (var i = 0; i < levels.Length; i++)
            {
                sums[levels[i]] += column[i];
            }

            return sums.Sum(s => s * s);
        }
    }
}
