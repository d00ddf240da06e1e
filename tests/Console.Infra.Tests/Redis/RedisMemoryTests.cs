using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Redis;

namespace IncidentConsole.Infra.Tests.Redis;

public class RedisMemoryTests
{
    [Theory]
    [InlineData("", "INFO tells no used_memory")]
    [InlineData("used_memory:12", "INFO tells no maxmemory")]
    [InlineData("used_memory:NaN\nmaxmemory:0", "used_memory is not a number (NaN)")]
    [InlineData("used_memory:1\nmaxmemory:Infinity", "maxmemory is not a finite number")]
    [InlineData("used_memory:-1\nmaxmemory:0", "used_memory is negative (-1)")]
    [InlineData("used_memory:many\nmaxmemory:0", "INFO tells no used_memory")]
    public void What_says_nothing_is_not_read_as_zero(string info, string why) =>
        Assert.Equal(why, Assert.Throws<CouldNotAskException>(() => RedisMemory.Parse(info)).Message);

    [Fact]
    public void A_share_of_the_limit_is_read_also_where_a_line_stands_twice()
    {
        var memory = RedisMemory.Parse("# Memory\r\nused_memory:50\r\nused_memory:100\r\nmaxmemory:400\r\n");
        Assert.Equal((100, 25), (memory.Used, memory.Percent));
    }
}
