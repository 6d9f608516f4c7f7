using System.Globalization;
using System.Text;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>What de-identification did in one import, attribute by attribute, as files to keep. Never a value.</summary>
public static class ImportReport
{
    /// <summary>Columns tag, keyword, fate, elements.</summary>
    public static byte[] Csv(Import import)
    {
        var text = new StringBuilder("tag,keyword,fate,elements\r\n");
        foreach (var line in ImportProgress.ReportOf(import).Attributes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"{line.Tag}\",{line.Keyword},{line.Fate},{line.Count}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Json(Import import) => Encoding.UTF8.GetBytes(ImportProgress.ReportOf(import).ToJson());

    public static string WordOf(AttributeFate fate) =>
        fate switch
        {
            AttributeFate.Kept => "Kept",
            AttributeFate.Cleaned => "Kept in part",
            AttributeFate.Removed => "Removed",
            AttributeFate.Emptied => "Emptied",
            AttributeFate.Replaced => "Replaced by a dummy",
            AttributeFate.UidReplaced => "UID replaced",
            AttributeFate.DateShifted => "Date moved",
        };
}
