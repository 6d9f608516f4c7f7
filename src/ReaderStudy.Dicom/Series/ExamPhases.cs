namespace ReaderStudy.Dicom.Series;

/// <summary>
/// Proposes the phases of all series of one exam together. One series alone can mislead: a weak heart makes a portal venous aorta look
/// delayed, and a description can be wrong. Within an exam the order is sure: native is lowest, arterial has the highest aorta, portal
/// venous the highest liver, delayed comes down after it, and they are scanned in this order. A phase that a person confirmed is given:
/// the other series are weighed against it.
/// </summary>
/// <remarks>
/// Every assignment of phases to series gets a score, the logarithm of a likelihood: densities as normal distributions about usual values
/// (aorta, liver, portal vein and kidney, and differences between two series of the exam), words and times as sources that are right in most cases. The best
/// assignment is proposed; its confidence is the share of all assignments' likelihood that gives the series this phase. Usual values:
/// Baron RL. Understanding and optimizing use of contrast material for CT of the liver. AJR 1994;163:323-331; Bae KT. Intravenous contrast
/// medium administration and scan timing at CT. Radiology 2010;256:32-61.
/// </remarks>
public static class ExamPhases
{
    private const int MostTogether = 6;

    /// <summary>A source that names a phase is wrong in about one of twelve series.</summary>
    private const double WordsWeight = 2.4;
    private const double TimingWeight = 3;
    private const double GeneralWeight = 1;

    private static readonly ContrastPhase[] Phases =
    [
        ContrastPhase.Native,
        ContrastPhase.Arterial,
        ContrastPhase.PortalVenous,
        ContrastPhase.Delayed,
    ];

    /// <summary>The proposals in the order of the series. A phase that neither words nor times nor pixels tell is unknown.</summary>
    public static IReadOnlyList<PhaseProposal> Propose(IReadOnlyList<PhaseEvidence> series)
    {
        var proposals = series.Select(PhaseProposal.For).ToArray();
        var measured = Enumerable.Range(0, series.Count).Where(i => series[i] is { IsCt: true, Image: not null }).ToList();
        if (measured.Count < 2)
        {
            return proposals;
        }

        // Of many series (reconstructions of one scan) the first six by time are weighed together, the next six with them gone.
        foreach (var group in measured.OrderBy(i => series[i].ScannedAt ?? double.MaxValue).Chunk(MostTogether).Where(g => g.Length > 1))
        {
            Weigh(series, group, proposals);
        }

        return proposals;
    }

    private static void Weigh(IReadOnlyList<PhaseEvidence> series, int[] group, PhaseProposal[] proposals)
    {
        var scores = group.Select(i => Array.ConvertAll(Phases, p => Alone(series[i], p))).ToArray();
        var shares = new double[group.Length][];
        for (var i = 0; i < group.Length; i++)
        {
            shares[i] = new double[Phases.Length];
        }

        var (best, bestScore, all) = (Array.Empty<int>(), double.NegativeInfinity, new List<(int[] Choice, double Score)>());
        var count = (int)Math.Pow(Phases.Length, group.Length);
        for (var number = 0; number < count; number++)
        {
            var choice = ChoiceOf(number, group.Length);
            if (!KeepsConfirmed(series, group, choice))
            {
                continue;
            }

            var score = ScoreOf(series, group, scores, choice);
            all.Add((choice, score));
            (best, bestScore) = score > bestScore ? (choice, score) : (best, bestScore);
        }

        foreach (var (choice, score) in all)
        {
            var weight = Math.Exp(score - bestScore);
            for (var i = 0; i < choice.Length; i++)
            {
                shares[i][choice[i]] += weight;
            }
        }

        for (var i = 0; i < group.Length; i++)
        {
            var share = shares[i][best[i]] / shares[i].Sum();
            proposals[group[i]] = Told(
                series[group[i]],
                Phases[best[i]],
                share,
                group.Where(other => other != group[i]).Select(o => series[o])
            );
        }
    }

    private static bool KeepsConfirmed(IReadOnlyList<PhaseEvidence> series, int[] group, int[] choice)
    {
        for (var i = 0; i < group.Length; i++)
        {
            if (series[group[i]].Confirmed is { } confirmed && confirmed != ContrastPhase.Unknown && confirmed != Phases[choice[i]])
            {
                return false;
            }
        }

        return true;
    }

    private static int[] ChoiceOf(int number, int length)
    {
        var choice = new int[length];
        for (var i = 0; i < length; i++, number /= Phases.Length)
        {
            choice[i] = number % Phases.Length;
        }

        return choice;
    }

    private static double ScoreOf(IReadOnlyList<PhaseEvidence> series, int[] group, double[][] scores, int[] choice)
    {
        var score = 0.0;
        for (var i = 0; i < choice.Length; i++)
        {
            score += scores[i][choice[i]];
            for (var j = 0; j < i; j++)
            {
                score += Together(series[group[i]], Phases[choice[i]], series[group[j]], Phases[choice[j]]);
            }
        }

        return score;
    }

    private static double Alone(PhaseEvidence series, ContrastPhase phase)
    {
        var image = series.Image!;
        var (aorta, aortaSpread, liver, liverSpread) = phase switch
        {
            ContrastPhase.Native => (42.0, 14.0, 57.0, 12.0),
            ContrastPhase.Arterial => (275.0, 75.0, 68.0, 16.0),
            ContrastPhase.PortalVenous => (150.0, 26.0, 108.0, 17.0),
            ContrastPhase.Delayed => (105.0, 20.0, 88.0, 15.0),
            _ => throw new ArgumentOutOfRangeException(nameof(phase)),
        };
        var score = Normal(image.Aorta - aorta, aortaSpread) + (image.Liver is { } l ? Normal(l - liver, liverSpread) : 0);
        score += VesselsAndKidney(image, phase);
        score += series.Timing?.Phase == phase ? TimingWeight : 0;
        score += series.Words?.Phase == phase ? WordsWeight : 0;
        score += series.General?.Phase == phase ? GeneralWeight : 0;
        return score;
    }

    /// <summary>
    /// Portal vein against liver and aorta, cortex against medulla. They hang together with the aorta and the liver, so they count half.
    /// </summary>
    private static double VesselsAndKidney(Enhancement image, ContrastPhase phase)
    {
        var (overLiver, liverSpread, overAorta, aortaSpread, cortex, cortexSpread) = phase switch
        {
            ContrastPhase.Native => (14.0, 10.0, 22.0, 15.0, 0.0, 12.0),
            ContrastPhase.Arterial => (32.0, 14.0, -160.0, 75.0, 80.0, 40.0),
            ContrastPhase.PortalVenous => (60.0, 15.0, 8.0, 18.0, 15.0, 20.0),
            _ => (24.0, 10.0, 12.0, 15.0, -5.0, 15.0),
        };
        return 0.5
            * (
                (image.PortalOverLiver is { } l ? Normal(l - overLiver, liverSpread) : 0)
                + (image.PortalOverAorta is { } a ? Normal(a - overAorta, aortaSpread) : 0)
                + (image.CortexOverMedulla is { } c ? Normal(c - cortex, cortexSpread) : 0)
            );
    }

    /// <summary>How well two series of one exam go together. Two of the same phase are two reconstructions: alike in everything.</summary>
    private static double Together(PhaseEvidence a, ContrastPhase phaseOfA, PhaseEvidence b, ContrastPhase phaseOfB)
    {
        if (phaseOfA > phaseOfB)
        {
            return Together(b, phaseOfB, a, phaseOfA);
        }

        var aorta = b.Image!.Aorta - a.Image!.Aorta;
        double? liver = b.Image.Liver - a.Image.Liver;
        var (aortaStep, aortaSpread, liverStep, liverSpread) = (phaseOfA, phaseOfB) switch
        {
            (ContrastPhase.Native, ContrastPhase.Arterial) => (235.0, 75.0, 11.0, 10.0),
            (ContrastPhase.Native, ContrastPhase.PortalVenous) => (108.0, 26.0, 51.0, 14.0),
            (ContrastPhase.Native, ContrastPhase.Delayed) => (63.0, 19.0, 31.0, 13.0),
            (ContrastPhase.Arterial, ContrastPhase.PortalVenous) => (-125.0, 70.0, 40.0, 14.0),
            (ContrastPhase.Arterial, ContrastPhase.Delayed) => (-170.0, 75.0, 20.0, 14.0),
            (ContrastPhase.PortalVenous, ContrastPhase.Delayed) => (-45.0, 18.0, -20.0, 10.0),
            _ => (0.0, 10.0, 0.0, 7.0),
        };
        var score = Normal(aorta - aortaStep, aortaSpread) + (liver is { } l ? Normal(l - liverStep, liverSpread) : 0);
        if (a.ScannedAt is { } first && b.ScannedAt is { } second && Math.Abs(second - first) > 5)
        {
            // Same phase minutes apart, or a later phase scanned earlier: hardly ever.
            score +=
                phaseOfA == phaseOfB ? (Math.Abs(second - first) > 20 ? -4 : 0)
                : second < first ? -5
                : 0;
        }

        return score;
    }

    /// <summary>Logarithm of a normal density, less sure far out: measurements fail now and then.</summary>
    private static double Normal(double distance, double spread) =>
        Math.Max(-8, -0.5 * (distance / spread) * (distance / spread)) - Math.Log(spread / 10);

    private static PhaseProposal Told(PhaseEvidence series, ContrastPhase phase, double share, IEnumerable<PhaseEvidence> others)
    {
        var numbers = series.Image!.Told();
        var reasons = new List<string>();
        var against = new List<string>();
        foreach (var source in new[] { series.Timing, series.Words }.OfType<PhaseProposal>())
        {
            (source.Phase == phase ? reasons : against).Add(source.Reason);
        }

        if (against.Count > 0)
        {
            reasons.Insert(0, numbers);
        }
        else
        {
            reasons.Add(numbers);
        }

        var (number, confirmed) = (others.Count(), others.Count(o => o.Confirmed is not (null or ContrastPhase.Unknown)));
        var told = confirmed == 0 ? "" : $", {confirmed} of them confirmed";
        var reason = $"{string.Join("; ", reasons)}, compared with {number} other series of the exam{told}";
        var doubt = against.Count == 0 ? null : string.Join("; ", against);
        return new PhaseProposal(
            phase,
            Math.Min(0.99, against.Count == 0 ? share : Math.Min(share, 0.75)),
            doubt is null ? reason : $"{reason}; but {doubt}"
        )
        {
            Doubt = doubt,
        };
    }
}
