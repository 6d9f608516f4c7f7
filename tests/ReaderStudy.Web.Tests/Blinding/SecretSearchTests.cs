using ReaderStudy.Web.Tests.Blinding.Planting;

namespace ReaderStudy.Web.Tests.Blinding;

public sealed class SecretSearchTests
{
    private static readonly SecretSearch Search = new([
        new Secret("word", "zq7word"),
        new Secret("longer", "zq7words"),
        new Secret("number", "90417"),
        new Secret("other", "ZQ7WORD"),
        new Secret("absent", "zq7absent"),
    ]);

    [Theory]
    [InlineData("nothing of it", "")]
    [InlineData("a ZQ7Word here, and zq7word there", "word 2, other 2")]
    [InlineData("zq7words hold a shorter one", "word 0, longer 0, other 0")]
    [InlineData("xzq7wordx and 904170, 190417, 90417", "word 1, number 30, other 1")]
    [InlineData("90417zq7word 90417", "word 5, number 13, other 5")]
    [InlineData("zq7zq7word", "word 3, other 3")]
    [InlineData("90417", "number 0")]
    public void Every_secret_is_found_at_its_first_place_in_either_case_and_digits_as_whole_numbers_only(string text, string places)
    {
        var found = Search.PlacesIn(text);

        Assert.Equal(
            places,
            string.Join(", ", Search.Secrets.Where(found.ContainsKey).Select(s => FormattableString.Invariant($"{s.Item} {found[s]}")))
        );
    }
}
