namespace ReaderStudy.Reports.Tests;

/// <summary>What page and paper must both say about the Table 3 study.</summary>
internal static class ExpectedNumbers
{
    /// <summary>
    /// Wei, Yang et al. (2024), Table 3 and Fig. 4e, as the sample's README gives them. The interval by hand, Wilson with z = 1.959964:
    /// 201 of 221 has the centre 0.902506 and the half width 0.038147.
    /// </summary>
    public static readonly string[] OfTable3 =
    [
        "91.0 % (201 of 221)",
        "86.4 to 94.1",
        "86.4 % (191 of 221)",
        "86.9 % (192 of 221)",
        "88.7 % (196 of 221)",
        "91.5 % (107 of 117)",
        "90.4 % (94 of 104)",
        "82.9 % (97 of 117)",
        "92.3 % (96 of 104)",
        "72.1 % (75 of 104)",
        "0.806",
        "0.771",
        "0.824",
        "both right in 182, only LiLNet in 19, only Senior in 14, neither in 6",
    ];
}
