using ReaderStudy.Dicom.Deidentification;

namespace ReaderStudy.Dicom.Tests.Deidentification;

public sealed class TextCleanerTests
{
    [Theory]
    [InlineData("CT ABDOMEN PELVIS WITH IV CONT")]
    [InlineData("arterial 3.0 B30f")]
    [InlineData("MRI ABD W+WO CONT")]
    [InlineData("NEW HASTE CORONAL")]
    [InlineData("T/S/C RF FAST PILOT")]
    [InlineData("LUNG BASES 5MM")]
    [InlineData("Venous Phase 5.0 B30f")]
    [InlineData("LIVER-PELVIS/HASTE_AXIAL_P")]
    [InlineData("AX DWI b50 b800")]
    [InlineData("MRT oberes Abdomen")]
    [InlineData("Brain-MRA")]
    public void Radiological_words_stay(string text) => Assert.Equal(text, Clean(text));

    [Theory]
    [InlineData("CT liver John Doe", "CT liver")]
    [InlineData("Dr. Miller arterial", "arterial")]
    [InlineData("arterial 12.03.1944", "arterial")]
    [InlineData("venous 12.03.44", "venous")]
    [InlineData("venous 12.03", "venous")]
    [InlineData("CT 555-225-5887 liver", "CT liver")]
    [InlineData("liver 19440312", "liver")]
    [InlineData("MRN4711 liver", "liver")]
    [InlineData("liver ROOM 12", "liver")]
    [InlineData("scan of 5 May 1944", "scan of 5")]
    [InlineData("1.2.840.113619.2.55.3 CT", "CT")]
    [InlineData("Schädel nativ für Müller", "Schadel nativ")]
    [InlineData("山田^太郎 CT", "CT")]
    [InlineData("54Y F liver", "liver")]
    [InlineData("Q53.21-Abdominal testis", "Abdominal testis")]
    [InlineData("", "")]
    [InlineData("Springfield General", "")]
    public void Names_dates_and_numbers_go_word_by_word(string text, string expected) => Assert.Equal(expected, Clean(text));

    [Fact]
    public void A_patient_whose_name_is_a_radiological_word_keeps_it_nowhere()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.PatientName, "Long^Axel");
        image.Set(DicomTags.ReferringPhysicianName, "White^Walter");

        Assert.Equal("bone", new TextCleaner(OwnIdentifiers.Of(image)).Clean("LONG white bone", technical: false));
    }

    [Fact]
    public void Nor_does_a_name_stay_that_looks_like_a_product_code()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.PatientName, "Lee^Anna");

        Assert.Equal("tfl2d1", new TextCleaner(OwnIdentifiers.Of(image)).Clean("ANNA85 tfl2d1 7lee", technical: true));
    }

    [Theory]
    [InlineData("GE MEDICAL SYSTEMS")]
    [InlineData("LightSpeed VCT")]
    [InlineData("Brilliance 16P")]
    [InlineData("*h2d1_192")]
    [InlineData("LARGE BOWTIE FIL")]
    public void Makers_models_and_short_codes_stay_in_technical_attributes(string text) =>
        Assert.Equal(text.Trim('*'), Clean(text, technical: true));

    [Theory]
    [InlineData("Yıldız7")]
    [InlineData("Bjærn5")]
    [InlineData("山田太郎1")]
    [InlineData("Nguyễn12")]
    public void Letters_that_have_no_plain_form_make_no_short_code(string text) => Assert.Empty(Clean(text, technical: true));

    private static string Clean(string text, bool technical = false) =>
        new TextCleaner(OwnIdentifiers.Of(new DicomDataset())).Clean(text, technical);
}
