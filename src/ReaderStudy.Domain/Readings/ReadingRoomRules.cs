namespace ReaderStudy.Domain.Readings;

/// <summary>What holds at the places of a session, whoever reads.</summary>
public static class ReadingRoomRules
{
    public static readonly Rule StageIsKnown = new(
        "reading.stage",
        "This session has no such stage of a case. Open the case again and answer what is shown."
    );

    /// <remarks>FDA (2022), FDA-2009-D-0503: the sequential design; some cases stay unaided, which nobody knows before the lock.</remarks>
    public static readonly Rule RevealAfterLock = new(
        "reading.reveal-after-lock",
        "The unaided reading is locked first; only then is the AI shown, where it is shown at all."
    );

    /// <remarks>Readers are blinded to their own earlier reading of a case.</remarks>
    public static readonly Rule NotShownAgain = new(
        "reading.not-shown-again",
        "What you read in an earlier part of the study is not shown again once the next part has begun: each case is read anew."
    );

    public static readonly Rule NoCorrections = new(
        "reading.no-corrections",
        "The protocol of this study takes no corrections of locked readings. Tell the coordinator what is wrong."
    );

    public static readonly Rule UnaidedIsFinal = new(
        "reading.unaided-final",
        "This reading can no longer be corrected: more was seen since it was locked (the AI, another arm, or the truth of a training case). Tell the coordinator what is wrong."
    );
}
