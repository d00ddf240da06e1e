using System.Net.Sockets;
using System.Runtime.CompilerServices;
using IncidentConsole.Infra.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>Every class of SQLSTATE there is (Postgres, appendix A), and what comes without one.</summary>
public class FailureTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("03000", "Unavailable")]
    [InlineData("08000", "Unavailable")]
    [InlineData("08001", "Unavailable")]
    [InlineData("08003", "Unavailable")]
    [InlineData("08004", "Unavailable")]
    [InlineData("08006", "Unavailable")]
    [InlineData("08P01", "Unavailable")]
    [InlineData("09000", "Bug")]
    [InlineData("0A000", "Unavailable")]
    [InlineData("0B000", "Bug")]
    [InlineData("0F000", "Bug")]
    [InlineData("0L000", "Bug")]
    [InlineData("0P000", "Bug")]
    [InlineData("0Z000", "Bug")]
    [InlineData("20000", "Bug")]
    [InlineData("21000", "Bug")]
    [InlineData("22001", "Bug")]
    [InlineData("22021", "Bug")]
    [InlineData("22P02", "Bug")]
    [InlineData("22P05", "Bug")]
    [InlineData("23502", "Bug")]
    [InlineData("23503", "Bug")]
    [InlineData("23505", "LostRace")]
    [InlineData("23514", "Bug")]
    [InlineData("23P01", "Bug")]
    [InlineData("24000", "Unavailable")]
    [InlineData("25000", "Unavailable")]
    [InlineData("25006", "Unavailable")]
    [InlineData("25P02", "Unavailable")]
    [InlineData("25P03", "Unavailable")]
    [InlineData("25P04", "Unavailable")]
    [InlineData("26000", "Unavailable")]
    [InlineData("27000", "Bug")]
    [InlineData("28000", "Unavailable")]
    [InlineData("28P01", "Unavailable")]
    [InlineData("2B000", "Bug")]
    [InlineData("2D000", "Bug")]
    [InlineData("2F000", "Bug")]
    [InlineData("34000", "Unavailable")]
    [InlineData("38000", "Bug")]
    [InlineData("39000", "Bug")]
    [InlineData("3B000", "Bug")]
    [InlineData("3D000", "Unavailable")]
    [InlineData("3F000", "Unavailable")]
    [InlineData("40000", "Unavailable")]
    [InlineData("40001", "LostRace")]
    [InlineData("40002", "Unavailable")]
    [InlineData("40003", "Unavailable")]
    [InlineData("40P01", "LostRace")]
    [InlineData("42501", "Unavailable")]
    [InlineData("42601", "Bug")]
    [InlineData("42703", "Unavailable")]
    [InlineData("42704", "Unavailable")]
    [InlineData("42804", "Bug")]
    [InlineData("42883", "Unavailable")]
    [InlineData("42P01", "Unavailable")]
    [InlineData("44000", "Bug")]
    [InlineData("53000", "Unavailable")]
    [InlineData("53100", "Unavailable")]
    [InlineData("53200", "Unavailable")]
    [InlineData("53300", "Unavailable")]
    [InlineData("54000", "Bug")]
    [InlineData("55000", "Unavailable")]
    [InlineData("55006", "Unavailable")]
    [InlineData("55P03", "Unavailable")]
    [InlineData("57000", "Unavailable")]
    [InlineData("57014", "Unavailable")]
    [InlineData("57P01", "Unavailable")]
    [InlineData("57P02", "Unavailable")]
    [InlineData("57P03", "Unavailable")]
    [InlineData("57P04", "Unavailable")]
    [InlineData("57P05", "Unavailable")]
    [InlineData("58000", "Unavailable")]
    [InlineData("58030", "Unavailable")]
    [InlineData("72000", "Unavailable")]
    [InlineData("F0000", "Unavailable")]
    [InlineData("HV000", "Bug")]
    [InlineData("P0001", "Bug")]
    [InlineData("XX000", "Unavailable")]
    [InlineData("XX001", "Bug")]
    [InlineData("XX002", "Bug")]
    [InlineData("ZZZZZ", "Bug")]
    [InlineData("", "Bug")]
    public void Each_class_is_a_lost_race_unavailable_or_a_bug(string sqlState, string kind)
    {
        var answer = new PostgresException("secret words", "ERROR", "ERROR", sqlState);
        var failure = PostgresFailure.Of(new DbUpdateException("saving", answer), Timeout);

        Assert.Equal(kind, failure.Kind.ToString());
        Assert.DoesNotContain("secret", failure.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Reason);
    }

    [Fact]
    public void What_comes_without_a_state_is_unavailable_too()
    {
        Exception[] failures =
        [
            new NpgsqlException("Received unexpected backend message"),
            new NpgsqlException("Exception while reading from stream", new EndOfStreamException()),
            new NpgsqlException("Exception while writing to stream", new IOException("broken", new SocketException((int)SocketError.ConnectionReset))),
            new NpgsqlException("Exception while connecting", new SocketException((int)SocketError.ConnectionRefused)),
            new NpgsqlException("The connection pool has been exhausted", new TimeoutException()),
            new NpgsqlException("TLS", new System.Security.Authentication.AuthenticationException("no")),
            new InvalidOperationException("likely transient", new NpgsqlException("x")),
            new ObjectDisposedException("NpgsqlDataSource"),
            new InvalidOperationException("Connection is not open") { Source = "Npgsql" },
            new TimeoutException(),
            new TaskCanceledException(),
            new IOException("broken pipe"),
        ];

        Assert.All(failures, failure => Assert.Equal(FailureKind.Unavailable, PostgresFailure.Of(failure, Timeout).Kind));
    }

    [Theory]
    [InlineData(typeof(NullReferenceException))]
    [InlineData(typeof(InvalidCastException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ArgumentException))]
    public void A_bug_of_the_console_is_named_as_one(Type type) => Assert.Equal(
        new PostgresFailure(FailureKind.Bug, $"a bug in the console ({type.Name})"),
        PostgresFailure.Of((Exception)RuntimeHelpers.GetUninitializedObject(type), Timeout));
}
