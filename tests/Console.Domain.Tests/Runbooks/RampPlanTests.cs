using System.ComponentModel.DataAnnotations;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

public class RampPlanTests
{
    private static FleetPolicy Fleet(RampPolicy ramp, params double[] shares) => new()
    {
        PublicName = "api.example.com",
        Ramp = ramp,
        Regions = [.. shares.Select((share, at) => new RegionPolicy { Id = at == 0 ? "eu-west" : $"r{at}", LoadBalancer = at == 0 ? "eu-west-alb.example.com" : $"r{at}-alb.example.com", NormalShare = share })],
    };

    private static DnsState Records(params int[] weights) => new([.. weights.Select((weight, at) =>
        new DnsRecordSet("api.example.com", "CNAME", 60, [at == 0 ? "eu-west-alb.example.com" : $"r{at}-alb.example.com"], null, $"{at}", weight, $"hc-{at}"))]);

    private static IEnumerable<int?> Weights(DnsState? state) => state!.Records.Select(record => record.Weight);

    [Theory]
    [InlineData(50, "10 % for 10 min, then 50 % for 20 min")]
    [InlineData(34, "10 % for 10 min, then 34 % for 20 min")]
    [InlineData(80, "10 % for 10 min, then 50 % for 10 min, then 80 % for 10 min")]
    [InlineData(8, "8 % for 30 min")]
    public void It_ends_at_the_normal_share_and_not_beyond(double normal, string plan) =>
        Assert.Equal(plan, RampPlan.Of(Fleet(new(), normal, 100 - normal), EuWest).ToString());

    [Fact]
    public void Steps_are_the_policys_own_in_order() =>
        Assert.Equal([5, 25, 50], RampPlan.Of(Fleet(new() { Steps = [25, 5, 25, 90] }, 50, 50), EuWest).Steps.Select(step => step.Share));

    [Fact]
    public void The_rest_is_split_among_those_that_serve_by_their_normal_shares()
    {
        var fleet = Fleet(new(), 40, 40, 20);
        Assert.Equal([10, 60, 30], Weights(RampWeights.At(Records(0, 100, 100), EuWest, 10, fleet)));
        // One that is out stays out.
        Assert.Equal([10, 90, 0], Weights(RampWeights.At(Records(0, 100, 0), EuWest, 10, fleet)));
    }

    [Fact]
    public void A_small_share_is_not_rounded_to_none() => Assert.Equal([1, 99], Weights(RampWeights.At(Records(0, 1), EuWest, 0.2, Fleet(new(), 50, 50))));

    [Fact]
    public void There_is_a_way_back_from_a_share_of_all() => Assert.Equal([0, 100], Weights(RampWeights.At(Records(100, 0), EuWest, 0, Fleet(new(), 100, 0))));

    [Fact]
    public void A_record_alone_is_no_pair() => Assert.Null(RampWeights.At(Records(100), EuWest, 10, Fleet(new(), 50, 50)));

    [Fact]
    public void Holds_and_shares_that_make_no_sense_are_told_by_name()
    {
        var policy = new RampPolicy { TotalHold = TimeSpan.FromMinutes(1), Steps = [0] };
        Assert.Equal([nameof(RampPolicy.TotalHold), nameof(RampPolicy.Steps)], policy.Validate(new ValidationContext(policy)).SelectMany(error => error.MemberNames));
    }
}
