namespace ReaderStudy.Domain.Studies;

/// <content>The rules that a study keeps, by name.</content>
public sealed partial class Study
{
    public static readonly Rule DesignIsFrozen = new("study.design-frozen", "The design cannot change once the protocol is sealed.");
    public static readonly Rule NeedsCases = new("study.needs-cases", "A study is sealed with at least one included case.");
    public static readonly Rule NeedsTruth = new(
        "study.needs-truth",
        "Every included case needs a reference standard before the protocol is sealed."
    );
    public static readonly Rule TruthBeforeLock = new(
        "study.truth-before-lock",
        "Every included case needs a reference standard before the data are locked."
    );
    public static readonly Rule NeedsReaders = new("study.needs-readers", "A study is sealed with at least one reader.");
    public static readonly Rule SealOnce = new("study.seal-once", "Only a draft can be sealed.");
    public static readonly Rule SealsWhatWasShown = new(
        "study.seals-what-was-shown",
        "The protocol is not the one that was shown. Look at it as it is now, then sign. Nothing was sealed."
    );
    public static readonly Rule ReadingIsOpen = new("study.reading-open", "Readings are taken only while the study is open for reading.");
    public static readonly Rule LockFromReading = new("study.lock-from-reading", "Data are locked once, after the protocol was sealed.");
    public static readonly Rule UnblindAfterLock = new(
        "study.unblind-after-lock",
        "A study is unblinded once, after its data were locked."
    );
    public static readonly Rule TwoSigners = new("study.two-signers", "The data lock and the unblinding are signed by two people.");
    public static readonly Rule ResultsAfterUnblinding = new("study.results-after-unblinding", "Results exist only after the unblinding.");
    public static readonly Rule TrutherIsNoReader = new("study.truther-is-no-reader", "A truther cannot read in the same study.");
    public static readonly Rule TrutherIsApart = new(
        "study.truther-apart",
        "Who gives the truth neither coordinates the study nor analyses it: where truthers vote at all times, and in every study once it is sealed."
    );
    public static readonly Rule ReadersOnlyRead = new(
        "study.readers-only-read",
        "Who reads in a study has no other part in it: coordinators bring the truth in, statisticians unblind."
    );
    public static readonly Rule ReaderNamesDiffer = new("study.reader-names-differ", "Two readers of a study cannot have the same name.");
    public static readonly Rule NeedsCoordinator = new("study.needs-coordinator", "A study keeps at least one coordinator.");
    public static readonly Rule ProtocolIsSound = new("study.protocol-sound", "A protocol that contradicts itself cannot be sealed.");
    public static readonly Rule ProtocolIsComplete = new("study.protocol-complete", "The protocol is not complete.");
    public static readonly Rule AmendWhileReading = new(
        "protocol.amend-while-reading",
        "A protocol is amended after it was sealed and before the data are locked."
    );
    public static readonly Rule AmendmentHasReason = new(
        "protocol.amendment-reason",
        "An amendment needs a reason of 10 to 2,000 characters."
    );
    public static readonly Rule AmendmentChanges = new("protocol.amendment-changes", "An amendment changes something.");
    public static readonly Rule AmendmentKeepsDesign = new(
        "protocol.amendment-keeps-design",
        "An amendment cannot change what cases were drawn for, what earlier readings answered or what is claimed, nor shorten the washout or the rest."
    );
    public static readonly Rule AmendsWhatWasShown = new(
        "protocol.amends-what-was-shown",
        "The changes are not those that were shown. Look at them as they are now, then sign. Nothing was changed."
    );
    public static readonly Rule ArchiveAfterUnblinding = new(
        "study.archive-after-unblinding",
        "A study is archived once, after its unblinding."
    );
    public static readonly Rule SealedStays = new(
        "study.sealed-stays",
        "A sealed study cannot be deleted; it can be archived after its unblinding."
    );
    public static readonly Rule RemovalHasReason = new(
        "study.removal-reason",
        "A study is deleted with a reason of 10 to 2,000 characters."
    );
    public static readonly Rule NameIsGiven = new("study.name-given", "A study needs a name of 1 to 200 characters.");
}
