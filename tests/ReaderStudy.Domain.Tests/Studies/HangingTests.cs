using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Tests.Studies;

/// <summary>How a case opens, as the protocol writes it down.</summary>
public sealed class HangingTests
{
    private static readonly Protocol Plain = ProtocolJson.Template("liver-lesion");

    [Fact]
    public void A_protocol_without_viewports_is_written_as_it_always_was()
    {
        var text = ProtocolJson.Write(Plain);

        Assert.DoesNotContain("viewports", text, StringComparison.Ordinal);
        Assert.DoesNotContain("linkZoom", text, StringComparison.Ordinal);
        Assert.Null(ProtocolJson.Read(text).Hanging.Viewports);
    }

    [Fact]
    public void Viewports_come_back_as_they_were_written()
    {
        var viewport = new HangingViewport
        {
            Phase = "portal-venous",
            Orientation = ViewOrientation.Sagittal,
            Slab = new HangingSlab(SlabKind.Maximum, 10),
            Window = "Bone",
            Opening = 1,
            Group = 3,
        };

        var read = ProtocolJson.Read(ProtocolJson.Write(With(viewport, new HangingViewport { Prior = true })));

        Assert.Equal([viewport, new HangingViewport { Prior = true }], read.Hanging.Viewports!);
    }

    [Fact]
    public void A_viewport_that_could_show_nothing_is_a_fault_that_names_it()
    {
        var faults = ProtocolCheck.FaultsOf(
            With(
                new HangingViewport(),
                new HangingViewport { Phase = "late" },
                new HangingViewport { Phase = "delayed", Window = "Brain" },
                new HangingViewport
                {
                    Prior = true,
                    Slab = new HangingSlab(SlabKind.Mean, 0),
                    Opening = double.NaN,
                    Group = 7,
                }
            )
        );

        Assert.Equal(
            [
                "Viewport 1 of the hanging names neither a phase nor the earlier exam.",
                "Viewport 2 of the hanging shows the phase 'late', which is not known.",
                "Viewport 3 of the hanging opens with the window 'Brain', which there is not.",
                "Viewport 4 of the hanging needs a slab above 0 and of at most 200 mm.",
                "Viewport 4 of the hanging opens at a share of the stack from 0, its first slice, to 1, its last.",
                "Viewport 4 of the hanging is in group 7; 1 to 6 are possible.",
            ],
            faults
        );
    }

    [Fact]
    public void A_viewport_shows_a_phase_that_hangs()
    {
        var hanging = new Hanging { Phases = ["arterial"], Viewports = [new HangingViewport { Phase = "native" }] };

        Assert.Equal(
            ["Viewport 1 of the hanging shows the phase 'native', which is not among the phases of the hanging."],
            ProtocolCheck.FaultsOf(Plain with { Hanging = hanging })
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void One_to_six_viewports_are_possible(int count)
    {
        var many = Enumerable.Repeat(new HangingViewport { Phase = "arterial" }, count).ToArray();

        Assert.Equal(
            [$"The hanging has {count} viewports; 1 to 6 are possible, or none named to hang every phase."],
            ProtocolCheck.FaultsOf(With(many))
        );
    }

    [Fact]
    public void An_amendment_tells_of_other_viewports()
    {
        var change = Assert.Single(ProtocolDifference.Between(Plain, With(new HangingViewport { Phase = "arterial" })));

        Assert.Equal("hanging, viewports", change.Where);
        Assert.Contains("\"phase\":\"arterial\"", change.New, StringComparison.Ordinal);
    }

    private static Protocol With(params HangingViewport[] viewports) =>
        Plain with
        {
            Hanging = Plain.Hanging with { Viewports = viewports },
        };
}
