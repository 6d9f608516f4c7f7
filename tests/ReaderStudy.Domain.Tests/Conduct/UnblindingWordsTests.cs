using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Domain.Tests.Conduct;

public sealed class UnblindingWordsTests
{
    private static readonly UnblindingWords Words = new([
        "HCC",
        "MET",
        "Hepatocellular carcinoma",
        "Metastasis",
        "Cyst",
        "malignant",
        "Reader 2",
        "C017",
        "Centre A",
        "Hämangiom",
        "肝细胞癌",
    ]);

    [Theory]
    [InlineData("Looks like HCC to me", "HCC")]
    [InlineData("looks like an hcc.", "HCC")]
    [InlineData("H.C.C., surely", "HCC")]
    [InlineData("HCC-like rim", "HCC")]
    [InlineData("ＨＣＣ", "HCC")]
    [InlineData("two cysts in segment IV", "Cyst")]
    [InlineData("Metastases everywhere", "Metastasis")]
    [InlineData("hepatocellular   carcinoma?", "Hepatocellular carcinoma")]
    [InlineData("MALIGNANT", "malignant")]
    [InlineData("reader 2 said so", "Reader 2")]
    [InlineData("Is it C017?", "C017")]
    [InlineData("is that from centre a", "Centre A")]
    [InlineData("ein HAMANGIOM", "Hämangiom")]
    [InlineData("这是肝细胞癌吗", "肝细胞癌")]
    [InlineData("what does the AI say", "AI")]
    [InlineData("wait for the pathology", "pathology")]
    [InlineData("biopsies were taken", "biopsy")]
    public void A_word_of_the_list_is_found_however_it_is_written(string text, string found) => Assert.Equal(found, Words.FirstIn(text));

    [Theory]
    [InlineData("")]
    [InlineData("The portal venous phase of case 17 does not load.")]
    [InlineData("Reader 22 is nobody here, and said nothing")]
    [InlineData("The metal artefact hides it; a retained main aim")]
    [InlineData("Cystic is another word than the list has")]
    [InlineData("Case C0171")]
    public void Whole_words_count_and_not_their_pieces(string text) => Assert.Null(Words.FirstIn(text));
}
