using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>Who reads what in which arm, and when.</summary>
public sealed class DesignSubject : IProtocolSubject
{
    public string Id => "design";

    public string Title => "Design";

    public string Lead => "Sessions and orders are drawn from it once, when the protocol is sealed.";

    public SubjectForm FormOf(Protocol protocol)
    {
        var design = protocol.Design;
        return new SubjectForm(
            [
                new("Kind", "Who reads what", FieldKind.Select, design.Kind.ToString())
                {
                    Options = ProtocolWords.Options<DesignKind>(ProtocolWords.Of),
                },
                new("WashoutDays", "Washout in days", FieldKind.Number, ProtocolWords.Number(design.WashoutDays))
                {
                    Help = "Between locking a case in one arm and opening it in another",
                },
                new("WashoutReason", "Why the washout is shorter than 28 days", FieldKind.Line, design.WashoutReason ?? ""),
                .. Enum.GetValues<Stratum>()
                    .Select(s => new FormField(
                        "Stratum" + s,
                        "Balanced by " + ProtocolWords.Of(s),
                        FieldKind.Tick,
                        ProtocolWords.Tick(design.Strata.Contains(s))
                    )),
                new("BlockSize", "Cases in a block of the order", FieldKind.Number, ProtocolWords.Number(design.BlockSize))
                {
                    Help = "Each block holds every stratum in proportion; empty: one block",
                },
                new("CasesPerSession", "Most cases in a session", FieldKind.Number, ProtocolWords.Number(design.CasesPerSession))
                {
                    Help = "Longer blocks are cut; empty: never",
                },
                new("HiddenRepeats", "Hidden repeats", FieldKind.Number, ProtocolWords.Number(design.HiddenRepeats))
                {
                    Help = "Cases that each reader reads twice in each arm without being told",
                },
                new("RepeatDistance", "Distance of a hidden repeat", FieldKind.Number, ProtocolWords.Number(design.RepeatDistance))
                {
                    Help = "Places between the two readings, at least",
                },
                new("Groups", "Groups (split-plot by cases)", FieldKind.Number, ProtocolWords.Number(design.Groups)),
                new(
                    "UnaidedOnlyPercent",
                    "Never aided, in % (sequential)",
                    FieldKind.Number,
                    ProtocolWords.Number(design.UnaidedOnlyPercent)
                )
                {
                    Help = "Share of cases whose AI stays hidden; the reader learns it only after locking",
                },
            ],
            []
        );
    }

    public Protocol Apply(Protocol old, GivenForm given)
    {
        var usual = new StudyDesign();
        return old with
        {
            Design = old.Design with
            {
                Kind = given.Member<DesignKind>("Kind"),
                WashoutDays = given.Whole("WashoutDays", usual.WashoutDays),
                WashoutReason = given.Optional("WashoutReason"),
                Strata = [.. Enum.GetValues<Stratum>().Where(s => given.Ticked("Stratum" + s))],
                BlockSize = given.OptionalWhole("BlockSize"),
                CasesPerSession = given.OptionalWhole("CasesPerSession"),
                HiddenRepeats = given.Whole("HiddenRepeats", 0),
                RepeatDistance = given.Whole("RepeatDistance", usual.RepeatDistance),
                Groups = given.Whole("Groups", usual.Groups),
                UnaidedOnlyPercent = given.Whole("UnaidedOnlyPercent", 0),
            },
        };
    }
}
