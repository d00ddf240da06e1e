using System.Net;

namespace IncidentConsole.Lab.Tests.Fleet;

/// <summary>A class of its own: its Redis stays dead, and no other test waits for a client to find it again.</summary>
public sealed class BackendWithoutRedisTests(BackendFixture fleet) : IClassFixture<BackendFixture>
{
    [Fact]
    public async Task Without_Redis_it_answers_500_and_health_is_still_OK()
    {
        var pod = await fleet.StartPodAsync();
        await fleet.Redis.KillAsync();

        using var response = await fleet.SubmitAsync(pod, fleet.Documents.Create());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("OK", await fleet.GetAsync(pod, "/health"));
    }
}
