using ReaderStudy.Dicom.Deidentification;

namespace ReaderStudy.Dicom.Tests.Deidentification;

public sealed class DateShiftTests
{
    [Theory]
    [InlineData(DicomVr.DA, "20200301", "20200220")]
    [InlineData(DicomVr.DA, "1993.04.30", "19930420")]
    [InlineData(DicomVr.DA, "20200301-20200311", "20200220-20200301")]
    [InlineData(DicomVr.DA, "20200301-", "20200220-")]
    [InlineData(DicomVr.DA, "-20200301", "-20200220")]
    [InlineData(DicomVr.DA, "", "")]
    [InlineData(DicomVr.DT, "20200301101112.5+0100", "20200220101112.5")]
    [InlineData(DicomVr.DT, "20200301101112.5-0500", "20200220101112.5")]
    [InlineData(DicomVr.DT, "20200301", "20200220")]
    [InlineData(DicomVr.DT, "20200301-20200311", "20200220-20200301")]
    [InlineData(DicomVr.TM, "101112.123456", "101112.123456")]
    [InlineData(DicomVr.TM, "10:11:12", "10:11:12")]
    [InlineData(DicomVr.TM, "1011-1211", "1011-1211")]
    public void Dates_move_ten_days_and_times_stay(DicomVr vr, string value, string expected) =>
        Assert.Equal(expected, new DateShift(-10).Moved(value, vr));

    [Theory]
    [InlineData(DicomVr.DA, "20200230")]
    [InlineData(DicomVr.DA, "2020")]
    [InlineData(DicomVr.DA, "20200301MILLER")]
    [InlineData(DicomVr.DA, "1 March 2020")]
    [InlineData(DicomVr.DA, "00010102")]
    [InlineData(DicomVr.DT, "202003")]
    [InlineData(DicomVr.DT, "20200301MILLER")]
    [InlineData(DicomVr.DT, "20200301101112+MILLER")]
    [InlineData(DicomVr.TM, "0701234567")]
    [InlineData(DicomVr.TM, "251112")]
    [InlineData(DicomVr.TM, "MILLER")]
    public void What_cannot_be_moved_whole_has_no_shifted_form(DicomVr vr, string value) =>
        Assert.Null(new DateShift(-10).Moved(value, vr));
}
