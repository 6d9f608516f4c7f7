using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class HounsfieldWindowTests
{
    [Fact]
    public void Shares_and_bytes_are_those_of_numpy()
    {
        foreach (var one in ReferenceFile.Cases("window").EnumerateArray())
        {
            var window = new HounsfieldWindow(one.Number("low"), one.Number("high"));
            var hounsfield = Array.ConvertAll(one.Integers("hounsfield"), value => (short)value);
            var shares = new float[hounsfield.Length];
            var bytes = new byte[hounsfield.Length];

            window.Shares(hounsfield, shares);
            Assert.Equal(one.Numbers("shares"), Array.ConvertAll(shares, share => (double)share));

            window.Bytes(hounsfield, bytes, ByteRounding.Down);
            Assert.Equal(one.Integers("down"), Array.ConvertAll(bytes, value => (int)value));

            window.Bytes(hounsfield, bytes, ByteRounding.HalfToEven);
            Assert.Equal(one.Integers("halfToEven"), Array.ConvertAll(bytes, value => (int)value));
        }
    }

    [Fact]
    public void Width_and_level_are_the_limits_half_a_width_away() =>
        Assert.Equal(new HounsfieldWindow(-160, 240), HounsfieldWindow.OfWidthAndLevel(400, 40));

    [Theory]
    [InlineData(100, 100)]
    [InlineData(240, -160)]
    [InlineData(0, double.NaN)]
    public void A_window_that_does_not_end_above_its_beginning_is_refused(double low, double high) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HounsfieldWindow(low, high));
}
