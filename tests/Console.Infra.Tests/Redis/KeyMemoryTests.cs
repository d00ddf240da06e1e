using System.Text;
using IncidentConsole.Infra.Redis.Parity;

namespace IncidentConsole.Infra.Tests.Redis;

public sealed class KeyMemoryTests
{
    [Fact]
    public void Every_key_comes_back_as_it_was()
    {
        string[] keys = [.. Enumerable.Range(0, 40_000).Select(number => $"pcs:{number:x64}"), $"pcs:{new string('A', 64)}", "pcs:short", "pcs:", $"pcs:{new string('g', 64)}", $"pcs:{255:x64}"];

        Assert.Equal(keys.Order(), Remembered(keys, 10_000_000)!.Order());
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_memory_that_is_full_forgets_everything(int keys, bool isComplete) =>
        Assert.Equal(isComplete, Remembered(Enumerable.Range(0, keys).Select(number => $"pcs:{number:x64}"), 100) is not null);

    private static List<string>? Remembered(IEnumerable<string> keys, long bytes)
    {
        using var memory = new KeyMemory(bytes);
        foreach (var key in keys) memory.Add(Encoding.ASCII.GetBytes(key));
        return memory.IsComplete ? [.. memory.Keys().Select(key => Encoding.ASCII.GetString(key.Span))] : null;
    }
}
