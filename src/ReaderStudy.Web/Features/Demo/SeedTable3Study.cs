using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis.Readings;
using ReaderStudy.Analysis.Samples;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Analysis;
using ReaderStudy.Web.Features.ReadingsImport;

namespace ReaderStudy.Web.Features.Demo;

/// <summary>Makes the demo's finished study: the published Table 3 of LiLNet, imported, unblinded and analysed.</summary>
public sealed class SeedTable3Study(ReaderStudyDbContext db, AdmitReadings admit, RunAnalysis analyse)
{
    public const string Name = "LiLNet reader study, rebuilt from its printed Table 3";

    /// <returns>False when the study was there already.</returns>
    public async Task<bool> Handle(CancellationToken cancellationToken)
    {
        if (await db.Studies.AnyAsync(s => s.Name == Name, cancellationToken))
        {
            return false;
        }

        var people = await db
            .Users.Where(p => p.Email!.EndsWith("@demo.example"))
            .ToDictionaryAsync(p => p.Email!, p => p.Id, cancellationToken);
        var coordinator = people["coordinator@demo.example"];
        // Its readings were made elsewhere: nobody checked a screen for them here.
        var protocol = ProtocolJson.Template("liver-lesion") with
        {
            Reading = new ReadingRules(),
        };
        await using var stream = SampleStudies.OpenLilnetTable3();
        var study = await admit.Handle(
            new AdmittedStudy(Name, "lilnet-table3.csv", people["statistician@demo.example"]),
            protocol,
            ReadingFile.Read(stream, protocol),
            coordinator,
            cancellationToken
        );
        await analyse.Handle(study, coordinator, cancellationToken);
        return true;
    }
}
