using System.Text;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Studies;

public sealed class ProtocolJsonTests
{
    private static readonly Protocol Liver = ProtocolJson.Template("liver-lesion");

    [Fact]
    public void What_was_written_is_read_again_and_gives_the_same_bytes()
    {
        var text = ProtocolJson.Write(Liver);

        Assert.Equal(text, ProtocolJson.Write(ProtocolJson.Read(text)));
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Layout_and_order_of_a_file_do_not_change_the_hash()
    {
        var shuffled = ProtocolJson
            .Write(Liver)
            .Replace("\n", "\r\n", StringComparison.Ordinal)
            .Replace("  ", "\t", StringComparison.Ordinal)
            .Replace("\"schema\": 1,", "", StringComparison.Ordinal);

        Assert.Equal(ProtocolJson.Sha256Of(Liver), ProtocolJson.Sha256Of(ProtocolJson.Read(shuffled)));
    }

    [Fact]
    public void The_hash_is_the_SHA_256_of_the_text()
    {
        var expected = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(ProtocolJson.Write(Liver)));

        Assert.Equal(Convert.ToHexStringLower(expected), ProtocolJson.Sha256Of(Liver));
        Assert.NotEqual(ProtocolJson.Sha256Of(Liver), ProtocolJson.Sha256Of(Liver with { Title = "Another" }));
    }

    [Fact]
    public void Words_in_any_script_stay_readable()
    {
        var protocol = Liver with { Title = "肝脏病变 – Leberläsionen" };

        Assert.Contains("肝脏病变 – Leberläsionen", ProtocolJson.Write(protocol), StringComparison.Ordinal);
        Assert.Equal(protocol.Title, ProtocolJson.Read(ProtocolJson.Write(protocol)).Title);
    }

    [Theory]
    [InlineData("not json", "cannot be read")]
    [InlineData("null", "empty")]
    [InlineData("[]", "cannot be read")]
    public void What_is_no_protocol_is_refused(string text, string message)
    {
        Assert.Contains(message, Assert.Throws<ProtocolException>(() => ProtocolJson.Read(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"kind\": \"choice\"", "\"kind\": \"guess\"", "$.questions[0].kind")]
    [InlineData("\"title\":", "\"titel\":", "titel")]
    [InlineData("\"schema\": 2", "\"schema\": 3", "Schema 3 is not known")]
    [InlineData("\"question\": \"subtype\",", "\"question\": \"subtyp\",", "scores question 'subtyp', which is not asked")]
    [InlineData("\"positive\": \"malignant\"", "\"positive\": \"evil\"", "counts 'evil' as positive")]
    [InlineData("\"withinGroup\": \"malignant\"", "\"withinGroup\": \"bad\"", "looks at the group 'bad'")]
    [InlineData("\"id\": \"confidence\"", "\"id\": \"subtype\"", "Two of the question entries are called 'subtype'")]
    [InlineData("\"maximum\": 100", "\"maximum\": 0", "the first must be the smaller")]
    [InlineData("\"maximum\": 100", "\"maximum\": 2000000000", "-1000000 to 1000000 are possible")]
    [InlineData("\"restHours\": 0", "\"restHours\": 2147483647", "0 to 8760 are possible")]
    [InlineData("\"label\": \"Malignant\"", "\"when\": null", "label")]
    [InlineData("\"id\": \"malignant\",", "", "id")]
    public void A_fault_is_named_with_its_place(string old, string changed, string message)
    {
        var text = ProtocolJson.Write(Liver);
        Assert.Contains(old, text, StringComparison.Ordinal);

        var fault = Assert.Throws<ProtocolException>(() => ProtocolJson.Read(text.Replace(old, changed, StringComparison.Ordinal)));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_too_endlessto_be_kept_is_refused_whichever_way_it_came()
    {
        var endless = Liver with { Description = new string('x', 1_000_000) };

        Assert.Contains(
            "at most 1,000,000 are kept",
            Assert.Throws<ProtocolException>(() => ProtocolJson.Read(ProtocolJson.Write(endless))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("at most 1,000,000 are kept", Assert.Single(ProtocolCheck.FaultsOf(endless)), StringComparison.Ordinal);
    }

    /// <summary>Sealed before it was demanded, and never changed since.</summary>
    [Fact]
    public void What_was_kept_without_a_label_stays_readable()
    {
        var text = ProtocolJson.Write(Liver).Replace("\"label\": \"Malignant\"", "\"when\": null", StringComparison.Ordinal);

        Assert.NotEmpty(ProtocolJson.ReadStored(text).Questions);
    }

    [Fact]
    public void A_condition_looks_back_only()
    {
        var forward = Liver with { Questions = [Liver.Questions[1], Liver.Questions[0], Liver.Questions[2]] };

        Assert.Contains("Question 'subtype' depends on 'malignancy', which does not stand before it.", ProtocolCheck.FaultsOf(forward));
    }

    [Fact]
    public void A_truth_without_label_is_found()
    {
        var task = Liver.Tasks[1] with { Labels = ["HCC", "ICC"] };

        Assert.Contains(
            "Task 'malignant-subtype' meets cases whose truth is 'MET', which is not one of its labels.",
            ProtocolCheck.FaultsOf(Liver with { Tasks = [task] })
        );
    }
}
