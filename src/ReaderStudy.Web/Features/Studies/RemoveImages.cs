using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Studies;

/// <summary>Deletes the images of a study that was deleted, those that were held too. Doing it twice changes nothing.</summary>
public sealed class RemoveImages(ImageStore images, Quarantine quarantine)
{
    public void Handle(Guid studyId)
    {
        images.DeleteStudy(studyId);
        quarantine.DeleteStudy(studyId);
    }
}
