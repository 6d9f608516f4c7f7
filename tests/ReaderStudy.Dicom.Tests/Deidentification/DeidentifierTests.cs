using System.Text;
using ReaderStudy.Dicom.Deidentification;

namespace ReaderStudy.Dicom.Tests.Deidentification;

public sealed class DeidentifierTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key for the tests only");
    private readonly Deidentifier _deidentifier = new(Key);

    [Fact]
    public void Planted_identity_survives_nowhere_in_the_written_bytes()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.PatientName, "SECRETname^A");
        image.Set(DicomTags.PatientId, "SECRETid");
        image.Set(DicomTags.PatientBirthDate, "19330417");
        image.Set(DicomTags.StudyDescription, "SECRETdescription");
        image.Set(DicomTags.StudyInstanceUid, "1.2.777.1");
        var deep = new DicomDataset();
        deep.Set(DicomTags.PatientName, "SECRETdeep");
        deep.Set(Element(0x0009, 0x0010, DicomVr.LO, "SECRETvendor"));
        deep.Set(DicomTags.ReferencedSopInstanceUid, "1.2.777.2");
        var nested = new DicomDataset();
        nested.SetItems(DicomTags.ReferencedImageSequence, deep);
        nested.Set(DicomTags.InstitutionName, "SECREThospital");
        image.SetItems(DicomTags.ReferencedImageSequence, nested);
        image.SetItems(DicomTags.RequestAttributesSequence, nested);
        image.SetItems(new DicomTag(0x0011, 0x1001), deep);
        var procedure = new DicomDataset();
        procedure.Set(DicomTags.CodeMeaning, "SECRETprocedure");
        image.SetItems(new DicomTag(0x0032, 0x1064), procedure);
        image.Set(Element(0x0009, 0x0010, DicomVr.LO, "SECRETvendor"));
        image.Set(Element(0x0009, 0x1001, DicomVr.UN, "SECRETprivate"));
        image.Set(Element(0x0008, 0x4000, DicomVr.LT, "SECRETretired"));
        image.Set(Element(0x0008, 0xEEEE, DicomVr.LO, "SECRETunknown"));
        image.Set(Element(0x0010, 0x0021, DicomVr.UN, "SECRETbytes "));
        image.Set(Element(0x0040, 0xA160, DicomVr.UT, "SECRETtext"));
        image.Set(Element(0x0040, 0xA123, DicomVr.PN, "SECRETobserver"));
        image.Set(Element(0x6000, 0x4000, DicomVr.LT, "SECREToverlay"));
        image.Set(Element(0x6002, 0x3000, DicomVr.OW, "SECREToverlaydata"));
        image.Set(Element(0x5000, 0x3000, DicomVr.OW, "SECRETcurve"));
        image.Set(Element(0xFFFC, 0xFFFC, DicomVr.OB, "SECRETpadding"));

        var result = _deidentifier.Deidentify(image);

        var bytes = Encoding.Latin1.GetString(new DicomFile(result.Dataset).ToBytes());
        Assert.DoesNotContain("SECRET", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("19330417", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("1.2.777", bytes, StringComparison.Ordinal);
        Assert.Equal("SECRETdescription", result.FreeTexts.StudyDescription);
        Assert.Equal(4, result.Counts.PrivateRemoved);
        Assert.Contains("SECRET", Encoding.Latin1.GetString(new DicomFile(image).ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void References_between_images_stay_true()
    {
        var first = TestImages.Ct(0, 1);
        var second = TestImages.Ct(5, 2);
        var reference = new DicomDataset();
        reference.Set(DicomTags.ReferencedSopClassUid, DicomUid.CtImageStorage);
        reference.Set(DicomTags.ReferencedSopInstanceUid, first.GetString(DicomTags.SopInstanceUid)!);
        second.SetItems(DicomTags.ReferencedImageSequence, reference);

        var cleanFirst = _deidentifier.Deidentify(first).Dataset;
        var cleanSecond = new Deidentifier(Key).Deidentify(second).Dataset;

        var item = cleanSecond.GetItems(DicomTags.ReferencedImageSequence)[0];
        Assert.Equal(cleanFirst.GetString(DicomTags.SopInstanceUid), item.GetString(DicomTags.ReferencedSopInstanceUid));
        Assert.Equal(DicomUid.CtImageStorage, item.GetString(DicomTags.ReferencedSopClassUid));
        Assert.Equal(cleanFirst.GetString(DicomTags.SeriesInstanceUid), cleanSecond.GetString(DicomTags.SeriesInstanceUid));
        Assert.StartsWith("2.25.", cleanFirst.GetString(DicomTags.SeriesInstanceUid)!, StringComparison.Ordinal);
        Assert.NotEqual(TestImages.Series, cleanFirst.GetString(DicomTags.SeriesInstanceUid));
    }

    [Fact]
    public void A_patient_has_one_pseudonym_under_one_key_and_another_under_another()
    {
        var image = TestImages.Ct(0, 1);
        var padded = TestImages.Ct(5, 2);
        padded.Set(DicomTags.PatientId, "hosp-4711  ");
        var stranger = TestImages.Ct(0, 1);
        stranger.Set(DicomTags.IssuerOfPatientId, "OTHER HOSPITAL");

        var pseudonym = _deidentifier.Deidentify(image).PatientPseudonym;

        Assert.Matches("^P-[0-9A-Z]{12}$", pseudonym);
        Assert.Equal(pseudonym, _deidentifier.Deidentify(padded).PatientPseudonym);
        Assert.NotEqual(pseudonym, _deidentifier.Deidentify(stranger).PatientPseudonym);
        Assert.NotEqual(pseudonym, new Deidentifier(Encoding.ASCII.GetBytes("quite another key")).Deidentify(image).PatientPseudonym);
        Assert.Equal(pseudonym, _deidentifier.Deidentify(image).Dataset.GetString(DicomTags.PatientId));
    }

    [Fact]
    public void Dates_of_a_patient_move_together_and_contrast_timing_stays()
    {
        var prior = TestImages.Ct(0, 1);
        var current = TestImages.Ct(5, 2);
        current.Set(DicomTags.StudyDate, new DateOnly(2020, 3, 30));
        current.Set(DicomTags.AcquisitionDateTime, "20200330101112.5+0100");
        current.Set(DicomTags.ContrastBolusStartTime, "101000");
        current.Set(DicomTags.AcquisitionTime, "101112.5");

        var (cleanPrior, cleanCurrent) = (_deidentifier.Deidentify(prior).Dataset, _deidentifier.Deidentify(current).Dataset);

        var (before, after) = (cleanPrior.GetDate(DicomTags.StudyDate)!.Value, cleanCurrent.GetDate(DicomTags.StudyDate)!.Value);
        Assert.Equal(31, after.DayNumber - before.DayNumber);
        Assert.InRange(new DateOnly(2020, 3, 30).DayNumber - after.DayNumber, 365, 3652);
        Assert.Equal(FormattableString.Invariant($"{after:yyyyMMdd}101112.5"), cleanCurrent.GetString(DicomTags.AcquisitionDateTime));
        Assert.Equal("101000", cleanCurrent.GetString(DicomTags.ContrastBolusStartTime));
        Assert.Equal("101112.5", cleanCurrent.GetString(DicomTags.AcquisitionTime));
        Assert.Equal("MODIFIED", cleanCurrent.GetString(DicomTags.LongitudinalTemporalInformationModified));
    }

    [Fact]
    public void What_is_no_date_is_not_kept_as_one()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(Element(0x0008, 0x0022, DicomVr.DA, "MR X, ward 7"));
        image.Set(Element(0x0008, 0x0032, DicomVr.TM, "MR X, ward 7"));
        image.Set(DicomTags.SeriesDate, "1993.04.30");

        var clean = _deidentifier.Deidentify(image).Dataset;

        Assert.Null(clean.GetString(DicomTags.AcquisitionDate));
        Assert.Null(clean.GetString(DicomTags.AcquisitionTime));
        Assert.Equal(8, clean.GetString(DicomTags.SeriesDate)!.Length);
    }

    [Theory]
    [InlineData("067Y", "067Y")]
    [InlineData("089Y", "089Y")]
    [InlineData("090Y", "090Y")]
    [InlineData("104Y", "090Y")]
    [InlineData("018M", "018M")]
    [InlineData("about", null)]
    public void Ages_above_89_are_one(string age, string? expected)
    {
        var image = TestImages.Ct(0, 1);
        image.Set(new DicomElement(DicomTags.PatientAge, DicomVr.AS, Encoding.ASCII.GetBytes(age)));
        image.Set(DicomTags.PatientSex, "F");

        var clean = _deidentifier.Deidentify(image).Dataset;

        Assert.Equal(expected, clean.GetString(DicomTags.PatientAge));
        Assert.Equal("F", clean.GetString(DicomTags.PatientSex));
    }

    [Fact]
    public void Without_options_neither_dates_nor_characteristics_stay()
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.PatientSex, "F");
        image.Set(DicomTags.PatientAge, "067Y");
        image.Set(DicomTags.ContrastBolusStartTime, "101000");
        var strict = new Deidentifier(Key, DeidentificationOptions.BasicProfile);

        var clean = strict.Deidentify(image).Dataset;

        Assert.Null(clean.GetString(DicomTags.PatientSex));
        Assert.Null(clean.GetString(DicomTags.PatientAge));
        Assert.Null(clean.GetString(DicomTags.StudyDate));
        Assert.Null(clean.GetString(DicomTags.ContrastBolusStartTime));
        Assert.Equal("REMOVED", clean.GetString(DicomTags.LongitudinalTemporalInformationModified));
        Assert.Equal("113100", Assert.Single(clean.GetItems(DicomTags.DeidentificationMethodCodeSequence)).GetString(DicomTags.CodeValue));
    }

    [Fact]
    public void The_image_says_what_was_done_and_its_pixels_and_geometry_are_untouched()
    {
        var image = TestImages.Ct(7.5, 1, 1234);

        var clean = TestImages.RoundTrip(_deidentifier.Deidentify(image).Dataset);

        Assert.Equal("YES", clean.GetString(DicomTags.PatientIdentityRemoved));
        Assert.Equal(
            ["113100", "113105", "113107", "113108"],
            clean.GetItems(DicomTags.DeidentificationMethodCodeSequence).Select(c => c.GetString(DicomTags.CodeValue))
        );
        Assert.Equal([-100, -120, 7.5], clean.GetDoubles(DicomTags.ImagePositionPatient));
        Assert.True(image.Find(DicomTags.PixelData)!.Value.Span.SequenceEqual(clean.Find(DicomTags.PixelData)!.Value.Span));
        Assert.Equal("CT", clean.GetString(DicomTags.Modality));
    }

    [Fact]
    public void An_overlay_in_the_unused_bits_of_the_pixels_goes()
    {
        var image = TestImages.Ct(0, 1, unchecked((short)0xF123));
        image.Set(DicomTags.BitsStored, 12d);
        image.Set(DicomTags.HighBit, 11d);
        image.Set(DicomTags.PixelRepresentation, 0d);
        image.Set(new DicomElement(new DicomTag(0x6000, 0x0102), DicomVr.US, new byte[] { 12, 0 }));

        var clean = _deidentifier.Deidentify(image).Dataset;

        Assert.Equal([0x23, 0x01], clean.Find(DicomTags.PixelData)!.Value.Span[..2].ToArray());
        Assert.False(clean.Contains(new DicomTag(0x6000, 0x0102)));
    }

    [Theory]
    [InlineData("CT", null, 0)]
    [InlineData("CT", "YES", 1)]
    [InlineData("US", null, 1)]
    [InlineData("US", "NO", 0)]
    public void Suspected_text_in_the_pixels_becomes_a_question(string modality, string? burnedIn, int questions)
    {
        var image = TestImages.Ct(0, 1);
        image.Set(DicomTags.Modality, modality);
        if (burnedIn is not null)
        {
            image.Set(DicomTags.BurnedInAnnotation, burnedIn);
        }

        Assert.Equal(questions, _deidentifier.Deidentify(image).Questions.Count);
    }

    private static DicomElement Element(ushort group, ushort element, DicomVr vr, string text) =>
        new(new DicomTag(group, element), vr, Encoding.ASCII.GetBytes(text));
}
