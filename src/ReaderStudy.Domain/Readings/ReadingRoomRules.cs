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

    public static readonly Rule AiOnRequest = new(
        "reading.ai-on-request",
        "The AI cannot be asked for here: this arm shows none, or shows it by itself."
    );

    public static readonly Rule AiIsHidden = new("reading.ai-hidden", "Nothing of the AI is shown here, or not yet.");

    public static readonly Rule AiStepsAreCounted = new(
        "reading.ai-steps",
        "What is shown and hidden of the AI is counted in the order in which it was done, from 1 to 10,000. Reload the page and go on."
    );

    public static readonly Rule OverlaysAreSealed = new(
        "reading.overlays-sealed",
        "What the model drew is not what was sealed with the study, and is not shown. Tell the coordinator."
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
