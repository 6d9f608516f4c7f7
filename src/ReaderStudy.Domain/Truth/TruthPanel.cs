using System.Security.Cryptography;
using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Truth;

public enum PanelState
{
    /// <summary>The independent first votes are not all there.</summary>
    FirstVotes,

    /// <summary>The votes of the last complete round differ: somebody decides, or all vote again.</summary>
    Differs,

    Decided,
}

public enum TrutherTask
{
    /// <summary>Votes now, without knowing what the others say.</summary>
    Vote,

    /// <summary>Sees the differing votes without names, and votes.</summary>
    VoteAgain,

    /// <summary>Has voted, and others have not.</summary>
    Wait,

    /// <summary>Nothing: the truth is there, or others find it.</summary>
    Nothing,
}

/// <summary>
/// The truthers of one case: what their votes come to, and what each of them does next. Two independent votes and a third on disagreement,
/// or all until they agree.
/// </summary>
/// <remarks>
/// FDA (2022), FDA-2009-D-0503: number of truthers, the rule that combines them, independent first reads, and all votes kept. Who comes first
/// votes first: with more than three truthers the first two are whoever takes the case up, and any other adjudicates.
/// </remarks>
public sealed class TruthPanel
{
    public static readonly Rule VotesAreKept = new("truth.votes-kept", "A vote that was given stays; nobody votes twice in a round.");
    public static readonly Rule NotYourTurn = new("truth.not-your-turn", "There is nothing for you to vote on in this case now.");
    public static readonly Rule TruthComesByVotes = new(
        "truth.by-votes",
        "The protocol of this study has the truth come from the votes of truthers; it cannot be brought in from elsewhere."
    );
    public static readonly Rule TruthIsRecorded = new(
        "truth.is-recorded",
        "The protocol of this study has the coordinator record the truth; nobody votes on it."
    );
    public static readonly Rule PanelIsOpen = new(
        "truth.panel-open",
        "Truthers vote while the study is a draft and, where the protocol has the truth due at the data lock, until the data are locked."
    );
    public static readonly Rule CloseAfterDisagreement = new(
        "truth.close-after-disagreement",
        "A case is closed without consensus only after its truthers differed in as many complete rounds."
    );

    private const int FirstVoters = 2;

    private readonly TruthRule _rule;
    private readonly IReadOnlyCollection<Guid> _truthers;
    private readonly List<TruthVote> _votes;

    /// <param name="rule">Of the protocol; not <see cref="TruthRule.Recorded"/>.</param>
    /// <param name="truthers">The study's truthers now.</param>
    /// <param name="votes">All votes on the case.</param>
    public TruthPanel(TruthRule rule, IReadOnlyCollection<Guid> truthers, IEnumerable<TruthVote> votes)
    {
        Require(rule != TruthRule.Recorded, TruthIsRecorded);
        _rule = rule;
        _truthers = truthers;
        _votes = [.. votes.OrderBy(v => v.Round).ThenBy(v => v.Seat)];
        (State, Deciding) = Settle();
    }

    public PanelState State { get; }

    /// <summary>The votes that carry the decision; empty until <see cref="PanelState.Decided"/>.</summary>
    public IReadOnlyList<TruthVote> Deciding { get; }

    /// <summary>The class that was decided; null until then.</summary>
    public string? ClassId => Deciding.Count > 0 ? Deciding[^1].ClassId : null;

    /// <summary>Rounds whose votes are all there.</summary>
    public int CompleteRounds { get; private set; }

    /// <summary>What the person does next on this case.</summary>
    public TrutherTask TaskOf(Guid person)
    {
        if (State == PanelState.Decided || !_truthers.Contains(person))
        {
            return TrutherTask.Nothing;
        }

        var hasVoted = _votes.Exists(v => v.TrutherId == person && v.Round == CompleteRounds + 1);
        return (_rule, State) switch
        {
            (TruthRule.TwoPlusOne, PanelState.FirstVotes) => hasVoted ? TrutherTask.Wait : TrutherTask.Vote,
            (TruthRule.TwoPlusOne, _) => _votes.Exists(v => v.TrutherId == person) ? TrutherTask.Wait : TrutherTask.VoteAgain,
            (_, PanelState.FirstVotes) => hasVoted ? TrutherTask.Wait : TrutherTask.Vote,
            (_, _) => hasVoted ? TrutherTask.Wait : TrutherTask.VoteAgain,
        };
    }

    /// <summary>Where the person's next vote stands.</summary>
    /// <exception cref="BrokenRuleException">The person has voted in this round, or has nothing to vote on.</exception>
    public TruthSeat SeatOf(Guid person)
    {
        var task = TaskOf(person);
        Require(task is not TrutherTask.Wait, VotesAreKept);
        Require(task is TrutherTask.Vote or TrutherTask.VoteAgain, NotYourTurn);
        var round = CompleteRounds + 1;
        return new TruthSeat(round, _votes.Count(v => v.Round == round) + 1, _truthers.Count);
    }

    /// <summary>
    /// The votes that whoever votes again sees: those of the last complete round, in an order that neither names nor times betray. Empty while
    /// the first votes are not all there: until then they are hidden from everybody.
    /// </summary>
    public IReadOnlyList<TruthVote> ShownVotes =>
        State == PanelState.Differs ? [.. _votes.Where(v => v.Round == CompleteRounds).OrderBy(ShuffleKey, StringComparer.Ordinal)] : [];

    /// <summary>How the decision came about, for the reference standard.</summary>
    public string Source
    {
        get
        {
            var votes = _votes.Count(v => v.Round <= Deciding[0].Round);
            return _rule == TruthRule.TwoPlusOne
                ? Deciding[0].Round == 1
                    ? "Panel 2+1: two votes agreed"
                    : "Panel 2+1: two votes differed, a third decided"
                : $"Panel by consensus: {Deciding.Count} truthers agreed in round {Deciding[0].Round}, {votes} votes";
        }
    }

    /// <summary>What the decision rests on: what all deciding votes rest on; a panel's reading where they name different things.</summary>
    public ReferenceKind Kind => Deciding.All(v => v.Kind == Deciding[0].Kind) ? Deciding[0].Kind : ReferenceKind.PanelReading;

    /// <summary>The latest month that a deciding vote names; null: none does.</summary>
    public DateOnly? ReferenceDate => Deciding.Max(v => v.ReferenceDate);

    private (PanelState State, IReadOnlyList<TruthVote> Deciding) Settle()
    {
        for (var round = 1; ; round++)
        {
            var votes = _votes.Where(v => v.Round == round).ToList();
            if (_rule == TruthRule.TwoPlusOne && round == 2 && votes.Count > 0)
            {
                CompleteRounds = 2;
                return (PanelState.Decided, [votes[0]]);
            }

            if (!IsComplete(votes))
            {
                return (round == 1 ? PanelState.FirstVotes : PanelState.Differs, []);
            }

            CompleteRounds = round;
            if (votes.TrueForAll(v => v.ClassId == votes[0].ClassId))
            {
                return (PanelState.Decided, votes);
            }
        }
    }

    /// <summary>
    /// Two votes; or everybody's, of those who were truthers when the last one was given or are now: who joins later opens no decision again.
    /// </summary>
    private bool IsComplete(List<TruthVote> votes) =>
        votes.Count >= FirstVoters
        && (_rule == TruthRule.TwoPlusOne || votes.Count >= votes[^1].PanelSize || _truthers.All(t => votes.Exists(v => v.TrutherId == t)));

    /// <summary>Ids are made in the order of time; their hash is not.</summary>
    private static string ShuffleKey(TruthVote vote) => Convert.ToHexString(SHA256.HashData(vote.Id.ToByteArray()));
}
