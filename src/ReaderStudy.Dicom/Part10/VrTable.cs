namespace ReaderStudy.Dicom.Part10;

/// <summary>Value representations by their two letters, without a search.</summary>
internal static class VrTable
{
    private static readonly byte[] Table = Build();

    /// <summary>The VR with the two letters, or null if the standard has none such.</summary>
    public static DicomVr? Find(byte first, byte second)
    {
        if (first is < (byte)'A' or > (byte)'Z' || second is < (byte)'A' or > (byte)'Z')
        {
            return null;
        }

        var found = Table[((first - 'A') * 26) + second - 'A'];
        return found == byte.MaxValue ? null : (DicomVr)found;
    }

    private static byte[] Build()
    {
        var table = new byte[26 * 26];
        Array.Fill(table, byte.MaxValue);
        foreach (var vr in Enum.GetValues<DicomVr>())
        {
            var code = vr.Code();
            table[((code[0] - 'A') * 26) + code[1] - 'A'] = (byte)vr;
        }

        return table;
    }
}
