using System.Globalization;

namespace ReaderStudy.Radiomics.Tests;

/// <summary>Every value that IBSI published for its digital phantom.</summary>
public sealed class DigitalPhantomTests
{
    private static readonly IReadOnlyList<FeatureValue> Ours = RadiomicFeatures.Of(DigitalPhantom.Region(), DigitalPhantom.AsItIs);

    public static TheoryData<string, string, double, double?> Published()
    {
        var data = new TheoryData<string, string, double, double?>();
        foreach (var row in Rows())
        {
            data.Add(row[0], row[1], Number(row[2]), row[3].Length > 0 ? Number(row[3]) : null);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Is_as_published(string feature, string aggregation, double value, double? tolerance)
    {
        var ours = Assert.Single(Ours, f => Key(f) == (feature, aggregation));

        Assert.NotNull(ours.Value);
        Assert.InRange(
            ours.Value.Value,
            value - Math.Max(tolerance ?? 0, Rounding(value)),
            value + Math.Max(tolerance ?? 0, Rounding(value))
        );
    }

    [Fact]
    public void There_is_a_published_value_for_every_feature_and_a_feature_for_every_value()
    {
        var published = Rows().Select(r => (r[0], r[1])).ToList();

        Assert.Equal(482, published.Count);
        Assert.Equal(published.Order(), Ours.Select(Key).Order());
    }

    /// <summary>Half of the last of three significant digits, with room for the rounding of binary numbers.</summary>
    private static double Rounding(double value) => value == 0 ? 0 : 0.5000001 * Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);

    /// <summary>Two features of the intensity-volume histogram share an identifier with themselves at another fraction.</summary>
    private static (string Feature, string Aggregation) Key(FeatureValue value) =>
        (value.Code is "BC2M" or "GBPN" ? $"{value.Code} {value.Name[^3..]}" : value.Code, value.Aggregation.Code);

    private static IEnumerable<string[]> Rows()
    {
        using var stream = typeof(DigitalPhantomTests).Assembly.GetManifestResourceStream(
            "ReaderStudy.Radiomics.Tests.Reference.ibsi-digital-phantom.csv"
        );
        using var reader = new StreamReader(stream!);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith('#'))
                .Skip(1)
                .Select(line => line.Split(',')),
        ];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
