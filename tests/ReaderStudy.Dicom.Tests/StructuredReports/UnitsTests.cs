using ReaderStudy.Dicom.Coding;

namespace ReaderStudy.Dicom.Tests.StructuredReports;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(null, "1")]
    [InlineData("mm", "mm")]
    [InlineData("cm", "cm")]
    [InlineData("mm²", "mm2")]
    [InlineData("mm3", "mm3")]
    [InlineData("mL", "ml")]
    [InlineData("%", "%")]
    [InlineData("HU", "[hnsf'U]")]
    [InlineData("nodules", "{nodules}")]
    [InlineData("ng/ml", "{ng/ml}")]
    public void A_unit_has_its_code_or_is_carried_along_as_an_annotation(string? written, string code)
    {
        var unit = Units.Of(written);

        Assert.Equal((code, "UCUM"), (unit.Value, unit.Scheme));
    }

    [Fact]
    public void What_no_code_can_hold_is_cut_and_still_told_apart()
    {
        string[] written = ["cases per 1000 person years", "cases per 1000 hospital days", "µmol/l", "a{b}", "a\\b"];

        var units = written.Select(Units.Of).ToList();

        Assert.Equal(written, units.Select(u => u.Meaning));
        Assert.Equal(written.Length, units.Select(u => u.Value).Distinct().Count());
        Assert.All(units, u => Assert.Matches(@"^\{[A-Za-z0-9]{1,6}-[0-9a-f]{7}\}$", u.Value));
    }
}
