using ReaderStudy.Web.Features.Imports.Pictures;

namespace ReaderStudy.Web.Tests.Imports;

public sealed class PictureNameTests
{
    [Theory]
    [InlineData("P01_HE.svs", "P01", "HE")]
    [InlineData("folder/P01_ck7.svs", "P01", "CK7")]
    [InlineData("P01_Ki67.ndpi", "P01", "Ki-67")]
    [InlineData("S_12_34_PAS.tif", "S_12_34", "PAS")]
    [InlineData("P02.jpg", "P02", "")]
    // Words that may say what readers must not know stay part of the case's name, of which a hash is kept.
    [InlineData("P03_malignant.jpg", "P03_malignant", "")]
    [InlineData("lesion_001.png", "lesion_001", "")]
    [InlineData("_HE.svs", "_HE", "")]
    public void A_name_says_the_case_and_a_known_stain(string path, string caseName, string label)
    {
        Assert.Equal(new PictureName(caseName, label), PictureName.Of(path));
    }
}
