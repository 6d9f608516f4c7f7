namespace ReaderStudy.Phantom;

/// <summary>
/// An invented person in the headers of phantom images. Names, numbers and dates are there on purpose: they are what de-identification has to remove.
/// </summary>
/// <param name="Name">As DICOM writes it: family^given.</param>
/// <param name="Id">Hospital number.</param>
/// <param name="BirthDate">Agrees with the case's age on the day of the exam.</param>
/// <param name="ExamStart">Local date and time of the exam.</param>
/// <param name="AccessionNumber">Of the exam.</param>
/// <param name="Physician">Who referred, invented too.</param>
/// <param name="Weight">In kg.</param>
internal sealed record FictionalPatient(
    string Name,
    string Id,
    DateOnly BirthDate,
    DateTime ExamStart,
    string AccessionNumber,
    string Physician,
    int Weight
)
{
    private const ulong PatientStream = 30;

    private static readonly string[] Families =
    [
        "Ashdown",
        "Bellweather",
        "Castellane",
        "Dunmore",
        "Everhart",
        "Fennimore",
        "Grantham",
        "Hollowell",
        "Ironwood",
        "Jessamy",
        "Kettering",
        "Lindqvist",
        "Marchbanks",
        "Northcote",
        "Oakhurst",
        "Pemberley",
    ];

    private static readonly string[] Women =
    [
        "Adelaide",
        "Beatrice",
        "Cordelia",
        "Dorothea",
        "Evangeline",
        "Florence",
        "Georgiana",
        "Henrietta",
    ];

    private static readonly string[] Men = ["Ambrose", "Bartholomew", "Cornelius", "Dominic", "Edmund", "Frederick", "Gideon", "Horatio"];

    public static FictionalPatient Of(PhantomCase phantom)
    {
        var chance = new PinnedGenerator(phantom.Seed, PatientStream);
        var family = Families[chance.Below(Families.Length)];
        var given = (phantom.Male ? Men : Women)[chance.Below(8)];
        var day = new DateOnly(2023, 1, 1).AddDays(chance.Below(900));
        var start = day.ToDateTime(new TimeOnly(7, 30)).AddSeconds(chance.Below(9 * 3600));
        var birth = day.AddYears(-phantom.Age).AddDays(-chance.Below(364));
        var prefix = phantom.Scanner.Centre[..1];
        return new FictionalPatient(
            $"{family}^{given}",
            FormattableString.Invariant($"{prefix}{1000000 + chance.Below(9000000)}"),
            birth,
            start,
            FormattableString.Invariant($"A{chance.Below(100000000):D8}"),
            $"{Families[chance.Below(Families.Length)]}^{Women[chance.Below(8)]}^^Dr",
            50 + chance.Below(50)
        );
    }
}
