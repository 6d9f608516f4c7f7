using System.Text;

namespace ReaderStudy.Web.Features.Analysis;

/// <summary>Names of downloads.</summary>
public static class FileNames
{
    /// <summary><c>focal-liver-lesions</c> for <c>Focal liver lesions</c>: letters and digits of any script in lower case, parted by hyphens, at most 60.</summary>
    public static string Of(string studyName)
    {
        var name = new StringBuilder();
        foreach (var character in studyName.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(character))
            {
                name.Append(character);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var text = name.ToString();
        text = text[..Math.Min(60, text.Length)].Trim('-');
        return text.Length == 0 ? "study" : text;
    }
}
