using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class VarianceComponentsTests
{
    private static readonly double[,] Complete = new double[,]
    {
        { 9, 2, 5, 8 },
        { 6, 1, 3, 2 },
        { 8, 4, 6, 8 },
        { 7, 1, 2, 6 },
        { 10, 5, 6, 9 },
        { 6, 2, 4, 7 },
    };

    [Fact]
    public void With_every_cell_filled_it_is_the_analysis_of_variance()
    {
        var anova = IntraclassCorrelation.Of(Complete);
        var components = VarianceComponents.ByReml(Complete);

        Assert.Equal((anova.CaseMeanSquare - anova.ErrorMeanSquare) / 4, components.Case, 1e-10);
        Assert.Equal((anova.ReaderMeanSquare - anova.ErrorMeanSquare) / 6, components.Reader, 1e-10);
        Assert.Equal(anova.ErrorMeanSquare, components.Residual, 1e-10);
        Assert.Equal(127.0 / 24, components.Mean, 1e-13);
        var back = IntraclassCorrelation.Of(components);
        Assert.Equal(anova.WithinMeanSquare, back.WithinMeanSquare, 1e-10);
        Assert.Equal(anova.Agreement().Lower, back.Agreement().Lower, 1e-10);
    }

    [Fact]
    public void With_missing_cells_it_minimises_the_restricted_likelihood()
    {
        // R 4.2.2, base only: nlm on the restricted deviance log|V| + log(1'V^-1 1) + (n - 1) log(r'V^-1 r) of a 5 x 3 table
        // without cells 2, 9 and 13; mean 13.36802737, variances 20.38216848 (case), 1.10097223 (reader), 0.15431722.
        double[,] values =
        {
            { 12.1, double.NaN, 13.9 },
            { 8.2, 7.7, 9.1 },
            { 15.5, 14.2, double.NaN },
            { 10.1, 9.9, 11.7 },
            { double.NaN, 18.8, 21.4 },
        };
        var components = VarianceComponents.ByReml(values);

        Assert.Equal(12, components.Observations);
        Assert.Equal(13.368027370401343, components.Mean, 1e-6);
        Assert.Equal(20.382168478, components.Case, 1e-5);
        Assert.Equal(1.1009722344, components.Reader, 1e-6);
        Assert.Equal(0.1543172185, components.Residual, 1e-7);
    }

    [Fact]
    public void A_variance_that_would_be_negative_is_nought_and_the_others_move()
    {
        // Readers differ less than their error: MS_C < MS_E. Without readers REML is the one-way analysis: MS_W is the residual.
        double[,] values =
        {
            { 1, 3 },
            { 6, 4 },
            { 9, 10 },
            { 14, 13 },
        };
        var anova = IntraclassCorrelation.Of(values);
        Assert.True(anova.ReaderMeanSquare < anova.ErrorMeanSquare);

        var components = VarianceComponents.ByReml(values);

        Assert.Equal(0, components.Reader);
        Assert.Equal(anova.WithinMeanSquare, components.Residual, 1e-10);
        Assert.Equal((anova.CaseMeanSquare - anova.WithinMeanSquare) / 2, components.Case, 1e-9);
    }

    [Fact]
    public void Pure_noise_has_neither_cases_nor_readers()
    {
        var components = VarianceComponents.ByReml(
            new double[,]
            {
                { 1, -1 },
                { -1, 1 },
            }
        );

        Assert.Equal((0.0, 0.0), (components.Case, components.Reader));
        Assert.Equal(4.0 / 3, components.Residual, 1e-14);
    }

    [Fact]
    public void Repeated_measurements_of_a_cell_are_kept()
    {
        // Two readers and no reader effect: balanced one-way with four values a case.
        Measurement[] values =
        [
            new(0, 0, 10),
            new(0, 0, 12),
            new(0, 1, 12),
            new(0, 1, 10),
            new(1, 0, 21),
            new(1, 0, 19),
            new(1, 1, 19),
            new(1, 1, 21),
        ];
        var components = VarianceComponents.ByReml(values, 2, 2);

        // MS within 8/6 and between 4 * 2 * 4.5^2 = 162: (162 - 4/3) / 4.
        Assert.Equal(0, components.Reader);
        Assert.Equal(4.0 / 3, components.Residual, 1e-10);
        Assert.Equal((162 - (4.0 / 3)) / 4, components.Case, 1e-8);
    }

    [Fact]
    public void Place_scale_and_order_act_as_they_should()
    {
        var (plain, moved) = (VarianceComponents.ByReml(Complete), new double[6, 4]);
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                moved[5 - i, (j + 1) % 4] = 1000 + (3 * Complete[i, j]);
            }
        }

        var other = VarianceComponents.ByReml(moved);

        Assert.Equal(9 * plain.Case, other.Case, 1e-8);
        Assert.Equal(9 * plain.Reader, other.Reader, 1e-8);
        Assert.Equal(9 * plain.Residual, other.Residual, 1e-8);
        Assert.Equal(1000 + (3 * plain.Mean), other.Mean, 1e-9);
    }

    [Fact]
    public void Nothing_to_estimate_is_undefined_and_impossible_input_named()
    {
        Assert.Equal(
            double.NaN,
            VarianceComponents
                .ByReml(
                    new[,]
                    {
                        { double.NaN, 3 },
                    }
                )
                .Residual
        );
        Assert.Equal(
            double.NaN,
            VarianceComponents
                .ByReml(
                    new double[,]
                    {
                        { 3, 3 },
                        { 3, 3 },
                    }
                )
                .Case
        );
        Assert.Equal(double.NaN, VarianceComponents.ByReml([], 2, 2).Mean);
        var bad = Assert.Throws<BadInputException>(() =>
            VarianceComponents.ByReml(
                [new(0, 0, 1), new(2, 0, 1), new(0, 2, 1), new(-1, 0, 1), new(0, -1, 1), new(1, 1, double.NegativeInfinity)],
                2,
                2
            )
        );
        Assert.Equal([1, 2, 3, 4, 5], bad.Faults.Select(f => f.Row));
    }
}
