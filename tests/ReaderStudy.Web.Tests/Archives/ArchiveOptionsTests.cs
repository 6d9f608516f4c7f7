using ReaderStudy.Web.Features.Archives;

namespace ReaderStudy.Web.Tests.Archives;

public sealed class ArchiveOptionsTests
{
    [Fact]
    public void An_archive_that_is_set_up_well_has_no_faults()
    {
        ArchiveOptions[] good =
        [
            new() { Name = "PACS", Address = "https://pacs.example/dicom-web" },
            new()
            {
                Name = "PACS",
                Address = "https://pacs.example/dicom-web/",
                User = "u",
                Password = "p",
            },
            new() { Name = "Near", Address = "http://127.0.0.1:8042/dicom-web" },
            new()
            {
                Name = "Orthanc",
                Address = "http://orthanc:8042/dicom-web",
                Unencrypted = true,
                Token = "t",
            },
        ];

        Assert.All(good, a => Assert.Empty(a.Faults()));
    }

    [Theory]
    [InlineData("", "https://a.example/", "Name of 1 to 60")]
    [InlineData("A", "pacs.example/dicom-web", "its Address must be")]
    [InlineData("A", "ftp://a.example/", "its Address must be")]
    [InlineData("A", "https://user:secret@a.example/", "its Address must be")]
    [InlineData("A", "https://a.example/?x=1", "its Address must be")]
    [InlineData("A", "http://a.example/", "not encrypted")]
    public void What_cannot_be_right_is_told(string name, string address, string words) =>
        Assert.Contains(words, Assert.Single(new ArchiveOptions { Name = name, Address = address }.Faults()), StringComparison.Ordinal);

    [Fact]
    public void Secrets_are_given_in_one_way_and_whole()
    {
        ArchiveOptions Of(Action<ArchiveOptions> set)
        {
            var archive = new ArchiveOptions { Name = "A", Address = "https://a.example/" };
            set(archive);
            return archive;
        }

        Assert.Contains("go together", Assert.Single(Of(a => a.User = "u").Faults()), StringComparison.Ordinal);
        Assert.Contains("go together", Assert.Single(Of(a => a.HeaderValue = "v").Faults()), StringComparison.Ordinal);
        Assert.Contains(
            "either",
            Assert.Single(Of(a => (a.User, a.Password, a.Token) = ("u", "p", "t")).Faults()),
            StringComparison.Ordinal
        );
        Assert.Contains("authorities", Assert.Single(Of(a => a.Authorities = "/nowhere.pem").Faults()), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_archives_of_one_name_are_refused()
    {
        var options = new ArchivesOptions();
        options.Archives.Add(new ArchiveOptions { Name = "PACS", Address = "https://a.example/" });
        options.Archives.Add(new ArchiveOptions { Name = "pacs ", Address = "https://b.example/" });

        Assert.True(options.Validate(null, options).Failed);
    }

    [Fact]
    public void Numbers_are_taken_apart_at_lines_commas_and_semicolons() =>
        Assert.Equal(["1", "2 a", "3"], ExamSearch.NumbersIn(" 1,2 a;\r\n3\n\n1"));
}
