using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols.Subjects;

/// <summary>A part of the protocol that is changed on a page of its own, and saved alone.</summary>
public interface IProtocolSubject
{
    /// <summary>Last part of its address.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>What the page is for, in a sentence or two.</summary>
    string Lead { get; }

    /// <summary>The form, filled with what is kept.</summary>
    SubjectForm FormOf(Protocol protocol);

    /// <summary>The protocol with what was typed. Faults are noted in <paramref name="given"/>; the result counts only when there are none.</summary>
    Protocol Apply(Protocol old, GivenForm given);
}
