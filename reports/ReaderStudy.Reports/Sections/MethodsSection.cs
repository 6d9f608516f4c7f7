using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Sections;

/// <summary>How the numbers were computed, with the sources of the formulas.</summary>
internal static class MethodsSection
{
    public static Section Of(StudyReport report) =>
        new(
            "methods",
            "Methods",
            [
                new Heading("Accuracy, sensitivity, specificity, recall", Level: 3),
                new Paragraph(
                    "Denominators are the cases of the task that the rater read. A reading without an answer, with several answers or with an answer "
                        + "outside the task's labels is not right, and stays in the denominator. Intervals are Wilson's score intervals at 95 % [1]; "
                        + "with x of n cases, p = x/n and z = 1.96:"
                ),
                new Formula(
                    "frac(1, 1 + z^2 \\/ n) (p + frac(z^2, 2 n) plus.minus z sqrt(frac(p (1 - p), n) + frac(z^2, 4 n^2)))",
                    "<mrow><mfrac><mn>1</mn><mrow><mn>1</mn><mo>+</mo><msup><mi>z</mi><mn>2</mn></msup><mo>/</mo><mi>n</mi></mrow></mfrac>"
                        + "<mo>(</mo><mi>p</mi><mo>+</mo><mfrac><msup><mi>z</mi><mn>2</mn></msup><mrow><mn>2</mn><mi>n</mi></mrow></mfrac><mo>±</mo><mi>z</mi>"
                        + "<msqrt><mfrac><mrow><mi>p</mi><mo>(</mo><mn>1</mn><mo>−</mo><mi>p</mi><mo>)</mo></mrow><mi>n</mi></mfrac><mo>+</mo>"
                        + "<mfrac><msup><mi>z</mi><mn>2</mn></msup><mrow><mn>4</mn><msup><mi>n</mi><mn>2</mn></msup></mrow></mfrac></msqrt><mo>)</mo></mrow>",
                    "One over one plus z squared over n, times: p plus z squared over 2 n, plus or minus z times the root of p times 1 minus p over n plus z squared over 4 n squared."
                ),
                new Heading("Agreement", Level: 3),
                new Paragraph(
                    "Fleiss' kappa [2] over the cases to which every rater of the set gave exactly one answer. With N cases, m raters, and n(i, j) the "
                        + "raters who gave case i the answer j:"
                ),
                new Formula(
                    "kappa = frac(p_o - p_e, 1 - p_e), quad p_o = frac(1, N m (m - 1)) sum_(i, j) n_(i j) (n_(i j) - 1), quad p_e = sum_j (frac(1, N m) sum_i n_(i j))^2",
                    "<mrow><mi>κ</mi><mo>=</mo><mfrac><mrow><msub><mi>p</mi><mi>o</mi></msub><mo>−</mo><msub><mi>p</mi><mi>e</mi></msub></mrow>"
                        + "<mrow><mn>1</mn><mo>−</mo><msub><mi>p</mi><mi>e</mi></msub></mrow></mfrac><mo>,</mo><mspace width=\"1em\"/>"
                        + "<msub><mi>p</mi><mi>o</mi></msub><mo>=</mo><mfrac><mn>1</mn><mrow><mi>N</mi><mi>m</mi><mo>(</mo><mi>m</mi><mo>−</mo><mn>1</mn><mo>)</mo></mrow></mfrac>"
                        + "<munder><mo>∑</mo><mrow><mi>i</mi><mo>,</mo><mi>j</mi></mrow></munder><msub><mi>n</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>"
                        + "<mo>(</mo><msub><mi>n</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub><mo>−</mo><mn>1</mn><mo>)</mo><mo>,</mo><mspace width=\"1em\"/>"
                        + "<msub><mi>p</mi><mi>e</mi></msub><mo>=</mo><munder><mo>∑</mo><mi>j</mi></munder>"
                        + "<msup><mrow><mo>(</mo><mfrac><mn>1</mn><mrow><mi>N</mi><mi>m</mi></mrow></mfrac><munder><mo>∑</mo><mi>i</mi></munder>"
                        + "<msub><mi>n</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub><mo>)</mo></mrow><mn>2</mn></msup></mrow>",
                    "Kappa is observed minus expected agreement over 1 minus expected agreement; observed is the part of agreeing pairs of raters, expected the sum of the squared parts of the answers."
                ),
                .. AgreementMethods(report),
                new Heading("AI against readers", Level: 3),
                new Paragraph(
                    "Pairs are formed over the cases that both read. With b and c the cells in which the two differ, the p-value is twice the "
                        + "probability, under a binomial of b + c trials and one half, of at most the smaller of the two, cut at 1 [5]. The best reader is the one "
                        + "with the highest accuracy in the task; among equals the more senior, then the first by name."
                ),
                new Heading("Sources", Level: 3),
                new Bullets([
                    new Bullet(
                        "[1]",
                        "Wilson EB (1927). Journal of the American Statistical Association 22:209–212. doi:10.1080/01621459.1927.10502953"
                    ),
                    new Bullet("[2]", "Fleiss JL (1971). Psychological Bulletin 76:378–382. doi:10.1037/h0031619"),
                    new Bullet("[3]", "Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th edition, chapter 5."),
                    new Bullet(
                        "[4]",
                        "Fleiss JL, Nee JCM, Landis JR (1979). Psychological Bulletin 86:974–977. doi:10.1037/0033-2909.86.5.974"
                    ),
                    new Bullet("[5]", "McNemar Q (1947). Psychometrika 12:153–157. doi:10.1007/BF02295996"),
                ]),
            ]
        );

    /// <summary>In the words of the results, so that the text cannot say other than the code that computed them.</summary>
    private static IEnumerable<Block> AgreementMethods(StudyReport report) =>
        report
            .Results.Arms.SelectMany(a => a.Tasks)
            .SelectMany(t => t.Agreement)
            .Select(a => a.Method)
            .Distinct()
            .Select(m => new Paragraph($"{m} Sources: [3], and [4] for the standard error under no agreement."));
}
