using System.Text;
using ReaderStudy.Tests;

namespace ReaderStudy.Dicom.Tests.Text;

/// <summary>
/// Texts in the character sets of DICOM. The bytes of the first theory are the examples of PS3.5: H.3.1, H.3.2 (Japanese), I.2 (Korean),
/// J.1, J.3 (Chinese in UTF-8 and GB18030), K.2 (GB 2312 with code extensions), and the text of I.3 and K.3.
/// </summary>
public sealed class CharacterSetTests
{
    [Theory]
    [InlineData(
        "\\ISO 2022 IR 87",
        "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B",
        "Yamada^Tarou=山田^太郎=やまだ^たろう"
    )]
    [InlineData(
        "ISO 2022 IR 13\\ISO 2022 IR 87",
        "\xD4\xCF\xC0\xDE^\xC0\xDB\xB3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J",
        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"
    )]
    [InlineData(
        "\\ISO 2022 IR 149",
        "Hong^Gildong=\x1b$)C\xFB\xF3^\x1b$)C\xD1\xCE\xD4\xD7=\x1b$)C\xC8\xAB^\x1b$)C\xB1\xE6\xB5\xBF",
        "Hong^Gildong=洪^吉洞=홍^길동"
    )]
    [InlineData("ISO_IR 192", "Wang^XiaoDong=\xE7\x8E\x8B^\xE5\xB0\x8F\xE6\x9D\xB1", "Wang^XiaoDong=王^小東")]
    [InlineData("GB18030", "Wang^XiaoDong=\xCD\xF5^\xD0\xA1\xB6\xAB", "Wang^XiaoDong=王^小东")]
    [InlineData("\\ISO 2022 IR 58", "Zhang^XiaoDong=\x1b$)A\xD5\xC5^\x1b$)A\xD0\xA1\xB6\xAB", "Zhang^XiaoDong=张^小东")]
    public void The_examples_of_the_standard_are_read_and_written_byte_for_byte(string terms, string latin1, string expected)
    {
        var dataset = Dataset(terms);
        dataset.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, Latin1(latin1)));

        Assert.Equal(expected, dataset.GetString(DicomTags.PatientName));

        dataset.Set(DicomTags.PatientName, expected);
        Assert.Equal(latin1, Encoding.Latin1.GetString(dataset.Find(DicomTags.PatientName)!.Value.Span).TrimEnd(' '));
    }

    [Theory]
    [InlineData(
        "\\ISO 2022 IR 149",
        "\x1b$)CThe 1st line includes \xB1\xE6\xB5\xBF.\r\n\x1b$)CThe 2nd line includes \xB1\xE6\xB5\xBF, too.\r\nThe 3rd line.",
        "The 1st line includes 길동.\r\nThe 2nd line includes 길동, too.\r\nThe 3rd line."
    )]
    [InlineData(
        "\\ISO 2022 IR 58",
        "\x1b$)A1.\xB5\xDA\xD2\xBB\xD0\xD0\xCE\xC4\xD7\xD6\xA1\xA3\r\n\x1b$)A2.\xB5\xDA\xB6\xFE\xD0\xD0\xCE\xC4\xD7\xD6\xA1\xA3\r\n",
        "1.第一行文字。\r\n2.第二行文字。\r\n"
    )]
    [InlineData("GB18030", "The first line includes\xD6\xD0\xCE\xC4.\r\n", "The first line includes中文.\r\n")]
    public void Long_texts_keep_an_escape_sequence_to_the_end_of_the_line(string terms, string latin1, string expected)
    {
        var dataset = Dataset(terms);
        dataset.Set(new DicomElement(DicomTags.ImageComments, DicomVr.LT, Latin1(latin1)));

        Assert.Equal(expected, dataset.GetString(DicomTags.ImageComments));
    }

    // Python 3.13: 'текст'.encode('iso8859_5') and so on, one word in each alphabet.
    [Theory]
    [InlineData("ISO_IR 100", "B\u00FCc", "Büc")]
    [InlineData("ISO_IR 101", "\xB1\xBC\xF1", "ąźń")]
    [InlineData("ISO_IR 109", "\xB1\xA9\xFE", "ħİŝ")]
    [InlineData("ISO_IR 110", "\xB1\xA3\xFE", "ąŖū")]
    [InlineData("ISO_IR 144", "\xE2\xD5\xDA\xE1\xE2", "текст")]
    [InlineData("ISO_IR 127", "\xE2\xC8\xC7\xE6\xEA", "قباني")]
    [InlineData("ISO_IR 126", "\xC4\xE9\xEF\xED\xF5", "Διονυ")]
    [InlineData("ISO_IR 138", "\xF9\xF8\xE5\xEF", "שרון")]
    [InlineData("ISO_IR 148", "\xC7\xDD\xFE", "Çİş")]
    [InlineData("ISO_IR 166", "\xB9\xD2\xC1", "นาม")]
    [InlineData("ISO_IR 203", "\xA4\xBD", "€œ")]
    [InlineData("ISO_IR 13", "\xD4\xCF\xC0\xDE", "ﾔﾏﾀﾞ")]
    [InlineData("GBK", "\xCD\xF5\x81\x40", "王丂")]
    public void One_alphabet_is_read_and_written(string term, string latin1, string expected)
    {
        var dataset = Dataset(term);
        dataset.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, Latin1(latin1)));

        Assert.Equal(expected, dataset.GetString(DicomTags.PatientName));

        dataset.Set(DicomTags.PatientName, expected);
        Assert.Equal(latin1, Encoding.Latin1.GetString(dataset.Find(DicomTags.PatientName)!.Value.Span).TrimEnd(' '));
    }

    [Fact]
    public void Alphabets_mixed_in_one_name_go_back_to_the_first_one_at_each_part()
    {
        // The Greek part is called in by an escape sequence and ends at the circumflex; what follows is Latin-1 again.
        var dataset = Dataset("ISO 2022 IR 100\\ISO 2022 IR 126\\ISO 2022 IR 144");
        dataset.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, Latin1("Dionysios \x1b-F\xC4\xE9\xEF^J\xF6rg^\x1b-L\xBB\xEE\xDA")));

        Assert.Equal("Dionysios Διο^Jörg^Люк", dataset.GetString(DicomTags.PatientName));
    }

    [Fact]
    public void Supplementary_kanji_are_read_and_written()
    {
        // Python 3.13: '鷗'.encode('iso2022_jp_2') is ESC $ ( D 6C 3F ESC ( B.
        var dataset = Dataset("\\ISO 2022 IR 159");
        dataset.Set(DicomTags.PatientName, "鷗");

        Assert.Equal("1B2428446C3F1B284220", Convert.ToHexString(dataset.Find(DicomTags.PatientName)!.Value.Span));
        Assert.Equal("鷗", dataset.GetString(DicomTags.PatientName));
    }

    [Fact]
    public void The_second_byte_of_a_kanji_is_no_delimiter()
    {
        // The pairs 25 5C and 3D 5E of JIS X 0208 hold the codes of backslash, circumflex and the sign of equality.
        var dataset = Dataset("\\ISO 2022 IR 87");
        dataset.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, Latin1("\x1b$B%\\=^\x1b(B^B\\C")));

        Assert.Equal(["ボ殉^B", "C"], dataset.GetStrings(DicomTags.PatientName));
    }

    [Theory]
    [InlineData("ISO 2022-IR 100", "\xFC", "ü", "is spelled ISO_IR 100 in the standard")]
    [InlineData("UTF-8", "\xC3\xBC", "ü", "is spelled ISO_IR 192 in the standard")]
    [InlineData("KLINGON", "\xC3\xBC", "ü", "the unknown character set 'KLINGON'")]
    [InlineData("KLINGON", "\xFC", "ü", "the unknown character set 'KLINGON'")]
    public void A_wrong_term_gives_readable_text_and_a_remark(string term, string latin1, string expected, string remark)
    {
        var dataset = TestImages.Ct(0, 1);
        dataset.Set(DicomTags.SpecificCharacterSet, term);
        dataset.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, Latin1(latin1)));

        var file = DicomFile.Read(new DicomFile(dataset).ToBytes());

        Assert.Equal(expected, file.Dataset.GetString(DicomTags.PatientName));
        Assert.Contains(remark, Assert.Single(file.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_that_no_set_has_are_refused_when_written_and_shown_when_read()
    {
        var dataset = Dataset("ISO_IR 100");

        Assert.Throws<ArgumentException>(() => dataset.Set(DicomTags.PatientName, "山田"));

        dataset.Set(new DicomElement(DicomTags.PatientName, DicomVr.PN, Latin1("a\x1b%Gb")));
        Assert.Equal("a\uFFFD%Gb", dataset.GetString(DicomTags.PatientName));
    }

    // pydicom 2.3.1, str(dcmread(file).PatientName); chrGB2312 as dcmdump 3.6 +U8 shows it.
    [SharedDataTheory("data/dicom-zoo/charset")]
    [InlineData("chrArab.dcm", "قباني^لنزار")]
    [InlineData("chrFren.dcm", "Buc^Jérôme")]
    [InlineData("chrGB2312.dcm", "Zhang^XiaoDong=张^小东=")]
    [InlineData("chrGreek.dcm", "Διονυσιος")]
    [InlineData("chrH31.dcm", "Yamada^Tarou=山田^太郎=やまだ^たろう")]
    [InlineData("chrH32.dcm", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう")]
    [InlineData("chrI2.dcm", "Hong^Gildong=洪^吉洞=홍^길동")]
    [InlineData("chrX1.dcm", "Wang^XiaoDong=王^小東=")]
    [InlineData("chrX2.dcm", "Wang^XiaoDong=王^小东=")]
    public async Task Real_files_show_their_names(string file, string expected)
    {
        var dataset = (await DicomFile.ReadAsync(SharedData.PathOf("data/dicom-zoo/charset/" + file))).Dataset;

        Assert.Equal(expected, dataset.GetString(DicomTags.PatientName));
    }

    [Fact]
    public void A_name_has_three_groups()
    {
        var name = PersonName.Of("Yamada^Tarou=山田^太郎=やまだ^たろう");

        Assert.Equal(("Yamada^Tarou", "山田^太郎", "やまだ^たろう"), (name.Alphabetic, name.Ideographic, name.Phonetic));
        Assert.Equal("Wang==", PersonName.Of("Wang==").Alphabetic + "==");
        Assert.Equal("=山田", new PersonName(string.Empty, "山田").ToString());
    }

    private static DicomDataset Dataset(string terms)
    {
        var dataset = new DicomDataset();
        dataset.Set(new DicomElement(DicomTags.SpecificCharacterSet, DicomVr.CS, Latin1(terms)));
        return dataset;
    }

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
