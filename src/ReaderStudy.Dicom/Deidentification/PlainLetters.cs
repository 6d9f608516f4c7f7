using System.Text;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Latin letters without their accents: what is kept of a text is ASCII, whatever character set it came in.</summary>
internal static class PlainLetters
{
    private const string Accented = "ÀÁÂÃÄÅĀĂĄàáâãäåāăąÇĆČçćčĎďÈÉÊËĒĘĚèéêëēęěÌÍÎÏìíîïŁłÑŃŇñńňÒÓÔÕÖØŐòóôõöøőŘřŚŠśšŤťÙÚÛÜŮŰùúûüůűÝýÿŹŻŽźżž";
    private const string Plain = "AAAAAAAAAaaaaaaaaaCCCcccDdEEEEEEEeeeeeeeIIIIiiiiLlNNNnnnOOOOOOOoooooooRrSSssTtUUUUUUuuuuuuYyyZZZzzz";

    /// <summary>The text with accents off; letters that have no plain form stay.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var i = c == 'ß' ? -1 : Accented.IndexOf(c, StringComparison.Ordinal);
            _ = c == 'ß' ? result.Append("ss") : result.Append(i >= 0 ? Plain[i] : c);
        }

        return result.ToString();
    }
}
