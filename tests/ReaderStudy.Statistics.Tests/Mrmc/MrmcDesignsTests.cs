using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class MrmcDesignsTests
{
    private const double No = double.NaN;

    private static readonly bool[] Truth = [true, false, true, false];

    private static readonly MrmcRatings Crossed = Of(
        [
            [1, 2, 3, 4],
            [1, 2, 3, 4],
        ],
        [
            [1, 2, 3, 4],
            [1, 2, 3, 4],
        ]
    );
    private static readonly MrmcRatings InReaders = Of(
        [
            [1, 2, No, No],
            [No, No, 3, 4],
        ],
        [
            [1, 2, No, No],
            [No, No, 3, 4],
        ]
    );
    private static readonly MrmcRatings InTreatments = Of(
        [
            [1, 2, No, No],
            [1, 2, No, No],
        ],
        [
            [No, No, 3, 4],
            [No, No, 3, 4],
        ]
    );
    private static readonly MrmcRatings Split = Of(
        [
            [1, 2, 3, 4],
            [No, No, No, No],
        ],
        [
            [No, No, No, No],
            [1, 2, 3, 4],
        ]
    );
    private static readonly MrmcRatings Partial = Of(
        [
            [1, 2, 3, 4],
            [1, 2, 3, No],
        ],
        [
            [1, 2, 3, 4],
            [1, 2, 3, 4],
        ]
    );

    [Fact]
    public void The_design_is_told_from_who_read_what()
    {
        Assert.Equal(MrmcDesign.Crossed, MrmcDesigns.Of(Crossed));
        Assert.Equal(MrmcDesign.CasesNestedInReaders, MrmcDesigns.Of(InReaders));
        Assert.Equal(MrmcDesign.CasesNestedInTreatments, MrmcDesigns.Of(InTreatments));
        Assert.Equal(MrmcDesign.ReadersNestedInTreatments, MrmcDesigns.Of(Split));
        Assert.Equal(MrmcDesign.PartiallyPaired, MrmcDesigns.Of(Partial));
        Assert.Equal(
            MrmcDesign.Crossed,
            MrmcDesigns.Of(
                Of([
                    [1, 2, 3, 4],
                ])
            )
        );
        Assert.Equal(
            MrmcDesign.PartiallyPaired,
            MrmcDesigns.Of(
                Of(
                    [
                        [1, 2, 3, No],
                    ],
                    [
                        [1, 2, No, 4],
                    ]
                )
            )
        );
        Assert.Equal(
            MrmcDesign.PartiallyPaired,
            MrmcDesigns.Of(
                Of([
                    [1, 2, 3, No],
                    [1, No, 3, 4],
                ])
            )
        );
        Assert.Null(
            MrmcDesigns.Of(
                Of(
                    [
                        [1, 2, 3, 4],
                        [1, 2, 3, 4],
                        [No, No, No, No],
                    ],
                    [
                        [No, No, No, No],
                        [1, 2, 3, 4],
                        [1, 2, 3, 4],
                    ]
                )
            )
        );
    }

    [Fact]
    public void What_follows_its_design_is_accepted()
    {
        MrmcDesigns.Require(Crossed, MrmcDesign.Crossed);
        MrmcDesigns.Require(InReaders, MrmcDesign.CasesNestedInReaders);
        MrmcDesigns.Require(InTreatments, MrmcDesign.CasesNestedInTreatments);
        MrmcDesigns.Require(Split, MrmcDesign.ReadersNestedInTreatments);
        MrmcDesigns.Require(Partial, MrmcDesign.PartiallyPaired);
        MrmcDesigns.Require(Crossed, MrmcDesign.PartiallyPaired);
    }

    [Fact]
    public void A_reader_who_skipped_cases_without_the_design_saying_so_is_named()
    {
        Assert.Equal(["Reader '2' has not rated case '4' under treatment '1'."], Faults(Partial, MrmcDesign.Crossed));
        Assert.Equal(
            ["Reader '2' has not rated case '2' under treatment '2'."],
            Faults(
                Of(
                    [
                        [No, No, 3, 4],
                        [1, 2, No, No],
                    ],
                    [
                        [No, No, 3, 4],
                        [1, No, No, No],
                    ]
                ),
                MrmcDesign.CasesNestedInReaders
            )
        );
        Assert.Equal(
            ["Reader '1' has not rated case '3' under treatment '2'."],
            Faults(
                Of(
                    [
                        [1, 2, No, No],
                        [1, 2, No, No],
                    ],
                    [
                        [No, No, No, 4],
                        [No, No, 3, 4],
                    ]
                ),
                MrmcDesign.CasesNestedInTreatments
            )
        );
        Assert.Equal(
            ["Reader '1' has rated no case under treatment '2'.", "Reader '2' has rated no case under treatment '1'."],
            Faults(Split, MrmcDesign.PartiallyPaired).Order()
        );
    }

    [Fact]
    public void A_case_that_should_not_be_shared_is_named()
    {
        Assert.Equal(
            ["By the design cases are nested in readers, but more than one reader has rated case '1'."],
            Faults(
                Of([
                    [1, 2, No, No],
                    [1, No, 3, 4],
                ]),
                MrmcDesign.CasesNestedInReaders
            )
        );
        Assert.Equal(
            ["By the design cases are nested in treatments, but under more than one treatment readers have rated case '2'."],
            Faults(
                Of(
                    [
                        [1, 2, No, No],
                    ],
                    [
                        [No, 2, 3, 4],
                    ]
                ),
                MrmcDesign.CasesNestedInTreatments
            )
        );
        Assert.Equal(
            [
                "By the design readers are nested in treatments, but reader '1' worked under 2.",
                "By the design readers are nested in treatments, but reader '2' worked under 2.",
            ],
            Faults(Crossed, MrmcDesign.ReadersNestedInTreatments)
        );
    }

    [Fact]
    public void Analyses_refuse_ratings_of_another_design()
    {
        Assert.Throws<BadInputException>(() => ObuchowskiRockette.DeLong(Partial));
        Assert.Throws<BadInputException>(() => ObuchowskiRockette.Unbiased(Partial));
        Assert.Throws<BadInputException>(() => ObuchowskiRockette.Jackknife(Partial, FigureOfMerit.Auc));
        Assert.Equal(MrmcDesign.PartiallyPaired, ObuchowskiRockette.Unbiased(Partial, MrmcDesign.PartiallyPaired).Design);
        Assert.Equal(MrmcDesign.PartiallyPaired, ObuchowskiRockette.DeLong(Partial, MrmcDesign.PartiallyPaired).Design);
        Assert.Equal(
            MrmcDesign.PartiallyPaired,
            ObuchowskiRockette.Jackknife(Partial, FigureOfMerit.Auc, MrmcDesign.PartiallyPaired).Design
        );
        Assert.Equal(MrmcDesign.Crossed, ObuchowskiRockette.DeLong(Crossed).Design);
    }

    private static IEnumerable<string> Faults(MrmcRatings ratings, MrmcDesign design) =>
        Assert.Throws<BadInputException>(() => MrmcDesigns.Require(ratings, design)).Faults.Select(f => f.Message);

    private static MrmcRatings Of(params double[][][] ratings) => MrmcRatings.Of(Truth, ratings);
}
