using System.Net;
using System.Net.Sockets;
using static IncidentConsole.Lab.Tests.S3.S3Rig;

namespace IncidentConsole.Lab.Tests.S3;

public class OutageTests
{
    [Fact]
    public async Task A_region_whose_S3_is_down_answers_503_and_its_peer_is_well()
    {
        await using var rig = await StartAsync();
        rig.Break("s3-down", ("region", "eu-west"));

        var refusal = await RefusedAsync(() => PutAsync(rig.EuWest, West, "inbox/1"));

        Assert.Equal(("ServiceUnavailable", HttpStatusCode.ServiceUnavailable), (refusal.ErrorCode, refusal.StatusCode));
        await PutAsync(rig.UsEast, East, "inbox/1");
    }

    [Theory]
    [InlineData("region-down", "refuse")]
    [InlineData("s3-down", "refuse")]
    public async Task A_cut_connection_gives_no_answer_at_all(string fault, string how)
    {
        await using var rig = await StartAsync();
        rig.Break(fault, ("region", "eu-west"), ("how", how));

        var error = await Record.ExceptionAsync(() => PutAsync(rig.EuWest, West, "inbox/1"));
        // Whether it was connecting still or waiting already: it is cut, and does not wait for its own patience.
        Assert.True(error is HttpRequestException or IOException or SocketException, $"{error}");

        rig.Faults.Clear(fault);
        await PutAsync(rig.EuWest, West, "inbox/1");
    }

    [Theory]
    [InlineData("region-down")]
    [InlineData("s3-down")]
    public async Task A_hanging_region_leaves_the_caller_waiting_until_it_gives_up(string fault)
    {
        await using var rig = await StartAsync();
        rig.Break(fault, ("region", "eu-west"), ("how", "hang"));
        using var patience = new CancellationTokenSource();

        var waiting = rig.EuWest.ListBucketsAsync(patience.Token);
        await rig.UsEast.ListBucketsAsync(Cancellation);
        Assert.False(waiting.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Stopping_the_server_cuts_who_still_hangs()
    {
        var rig = await StartAsync();
        rig.Break("s3-down", ("how", "hang"));
        var waiting = rig.EuWest.ListBucketsAsync(Cancellation);

        await rig.Server.DisposeAsync();

        var error = await Record.ExceptionAsync(() => waiting);
        Assert.True(error is HttpRequestException or IOException, $"{error}");
    }
}
