using IncidentConsole.Lab.Fleet.Pcs;
using IncidentConsole.Lab.Fleet.Traffic;

namespace IncidentConsole.Lab.Tests.Fleet;

public class ConflictingWritesTests
{
    [Fact]
    public void The_contradicting_document_has_the_same_id_a_good_signature_and_another_verdict()
    {
        var signature = new PcsSignature("key");
        var document = new PcsFactory(signature, TimeProvider.System).Create();
        var other = ConflictingWrites.Contradicting(document, signature);

        Assert.Equal(document.PcsId, other.PcsId);
        Assert.True(signature.IsValid(other));
        Assert.Equal((true, false), (PcsVerifier.Verify(document).Accepted, PcsVerifier.Verify(other).Accepted));
    }
}
