using System.Security.Cryptography;
using ReaderStudy.Inference.Operations;

namespace ReaderStudy.Inference.Tests.Operations;

public class AntialiasedResizeTests
{
    [Fact]
    public void Bytes_are_those_of_torchvision_on_a_Pillow_image()
    {
        foreach (var one in ReferenceFile.Cases("resize").EnumerateArray())
        {
            var image = Array.ConvertAll(one.Integers("image"), value => (byte)value);

            var resized = AntialiasedResize.Of(
                image,
                one.Integer("rows"),
                one.Integer("columns"),
                one.Integer("toRows"),
                one.Integer("toColumns")
            );

            Assert.Equal(one.Integers("bytes"), Array.ConvertAll(resized, value => (int)value));
        }
    }

    [Fact]
    public void Every_byte_of_a_slice_made_224_by_224_is_that_of_torchvision()
    {
        var image = new byte[512 * 400];
        for (var i = 0; i < image.Length; i++)
        {
            var (y, x) = (i / 400, i % 400);
            image[i] = (byte)(((7 * x * x) + (3 * y * y) + (5 * x * y)) / 16 % 256);
        }

        var resized = AntialiasedResize.Of(image, 512, 400, 224, 224);

        Assert.Equal(ReferenceFile.Cases("resize-224")[0].GetString(), Convert.ToHexStringLower(SHA256.HashData(resized)));
    }

    [Fact]
    public void Numbers_are_those_of_torch_interpolate_with_antialias()
    {
        foreach (var one in ReferenceFile.Cases("resize").EnumerateArray())
        {
            var image = Array.ConvertAll(one.Floats("image"), value => (6 * value) - 700);

            var resized = AntialiasedResize.Of(
                image,
                one.Integer("rows"),
                one.Integer("columns"),
                one.Integer("toRows"),
                one.Integer("toColumns")
            );

            ReferenceFile.AssertClose(one.Numbers("numbers"), resized, 1e-3); // of a range of 1500: torch has its weights in 24 bits, off by up to 4e-4
        }
    }

    [Fact]
    public void An_image_that_does_not_fill_its_size_is_refused() =>
        Assert.Throws<ArgumentException>(() => AntialiasedResize.Of(new byte[11], 3, 4, 2, 2));
}
