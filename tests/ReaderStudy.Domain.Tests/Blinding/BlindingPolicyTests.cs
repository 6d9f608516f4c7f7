using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Blinding;

public sealed class BlindingPolicyTests
{
    /// <summary>
    /// Rows: role and status. Columns in the order of <see cref="Columns"/>: x sees it. Written from study-rules 13 to 15 and design.md, not from the code.
    /// </summary>
    private const string Table = """
        #                        Images CaseDetails Truth Predictions OwnAnswers AllAnswers Progress Design Allocation Results
        Coordinator Draft           x       x         x        .          .          .         x       x        .         .
        Coordinator Sealed          x       x         .        .          .          .         x       x        .         .
        Coordinator Reading         x       x         .        .          .          .         x       x        .         .
        Coordinator DataLocked      x       x         .        .          .          .         x       x        x         .
        Coordinator Unblinded       x       x         x        x          .          x         x       x        x         x
        Coordinator Analysed        x       x         x        x          .          x         x       x        x         x
        Coordinator Archived        x       x         x        x          .          x         x       x        x         x
        Reader Draft                x       .         .        .          x          .         .       .        .         .
        Reader Sealed               x       .         .        .          x          .         .       .        .         .
        Reader Reading              x       .         .        .          x          .         .       .        .         .
        Reader DataLocked           x       .         .        .          x          .         .       .        .         .
        Reader Unblinded            x       .         .        .          x          .         .       .        .         .
        Reader Analysed             x       .         .        .          x          .         .       .        .         .
        Reader Archived             x       .         .        .          x          .         .       .        .         .
        Truther Draft               x       x         x        .          .          .         .       .        .         .
        Truther Sealed              .       .         .        .          .          .         .       .        .         .
        Truther Reading             .       .         .        .          .          .         .       .        .         .
        Truther DataLocked          .       .         .        .          .          .         .       .        .         .
        Truther Unblinded           .       .         .        .          .          .         .       .        .         x
        Truther Analysed            .       .         .        .          .          .         .       .        .         x
        Truther Archived            .       .         .        .          .          .         .       .        .         x
        Statistician Draft          .       .         .        .          .          .         x       x        .         .
        Statistician Sealed         .       .         .        .          .          .         x       x        .         .
        Statistician Reading        .       .         .        .          .          .         x       x        .         .
        Statistician DataLocked     .       .         .        .          .          .         x       x        x         .
        Statistician Unblinded      x       x         x        x          .          x         x       x        x         x
        Statistician Analysed       x       x         x        x          .          x         x       x        x         x
        Statistician Archived       x       x         x        x          .          x         x       x        x         x
        """;

    /// <summary>
    /// What truthers see where they vote, in place of their rows above; written from study-rule 14: independent reads, hidden until all lock, and
    /// nobody's answers. The others' rows are the same under every plan.
    /// </summary>
    private const string WhereTruthersVote = """
        #                  until the sealing                  until the data lock
        Draft              Images CaseDetails                 Images CaseDetails
        Sealed             None                               Images CaseDetails
        Reading            None                               Images CaseDetails
        DataLocked         None                               None
        Unblinded          Results                            Results
        Analysed           Results                            Results
        Archived           Results                            Results
        """;

    private static readonly TruthPlan Recorded = new();
    private static readonly TruthPlan VotedUntilSealing = new() { Rule = TruthRule.TwoPlusOne };
    private static readonly TruthPlan VotedUntilLock = new() { Rule = TruthRule.Consensus, Due = TruthDue.DataLock };

    private static readonly StudyItems[] Columns =
    [
        StudyItems.Images,
        StudyItems.CaseDetails,
        StudyItems.Truth,
        StudyItems.Predictions,
        StudyItems.OwnAnswers,
        StudyItems.AllAnswers,
        StudyItems.Progress,
        StudyItems.Design,
        StudyItems.Allocation,
        StudyItems.Results,
    ];

    public static TheoryData<StudyRole, StudyStatus> Everything()
    {
        var data = new TheoryData<StudyRole, StudyStatus>();
        foreach (var role in Enum.GetValues<StudyRole>())
        {
            foreach (var status in Enum.GetValues<StudyStatus>())
            {
                data.Add(role, status);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Each_role_sees_what_the_table_says_while_the_study_stands_there(StudyRole role, StudyStatus status)
    {
        var row = Table.Split('\n').Single(l => l.StartsWith($"{role} {status} ", StringComparison.Ordinal));
        var marks = row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];
        var expected = Columns.Zip(marks).Where(c => c.Second == "x").Aggregate(StudyItems.None, (items, c) => items | c.First);

        Assert.Equal(expected, BlindingPolicy.VisibleTo(role, status, Recorded));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Where_truthers_vote_they_see_images_and_no_truth_and_nothing_changes_for_others(StudyRole role, StudyStatus status)
    {
        var cells = WhereTruthersVote
            .Split('\n')
            .Single(l => l.StartsWith($"{status} ", StringComparison.Ordinal))
            .Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var (plan, cell) in new[] { (VotedUntilSealing, cells[1]), (VotedUntilLock, cells[2]) })
        {
            var expected =
                role == StudyRole.Truther
                    ? cell.Split(' ').Aggregate(StudyItems.None, (items, i) => items | Enum.Parse<StudyItems>(i))
                    : BlindingPolicy.VisibleTo(role, status, Recorded);
            Assert.Equal(expected, BlindingPolicy.VisibleTo(role, status, plan));
        }
    }

    [Fact]
    public void The_table_has_a_column_for_every_item()
    {
        Assert.Equal(Enum.GetValues<StudyItems>().Where(i => i != StudyItems.None), Columns);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Until_the_unblinding_nobody_sees_predictions_answers_or_results(StudyRole role, StudyStatus status)
    {
        if (status < StudyStatus.Unblinded)
        {
            const StudyItems Hidden = StudyItems.Predictions | StudyItems.AllAnswers | StudyItems.Results;
            Assert.Equal(StudyItems.None, BlindingPolicy.VisibleTo(role, status, Recorded) & Hidden);
            Assert.Equal(StudyItems.None, BlindingPolicy.VisibleTo(role, status, VotedUntilLock) & Hidden);
        }
    }

    [Fact]
    public void Two_roles_see_what_either_sees()
    {
        var both = BlindingPolicy.VisibleTo([StudyRole.Reader, StudyRole.Statistician], StudyStatus.Reading, Recorded);

        Assert.Equal(StudyItems.Images | StudyItems.OwnAnswers | StudyItems.Progress | StudyItems.Design, both);
    }
}
