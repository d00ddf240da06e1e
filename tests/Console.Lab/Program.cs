using IncidentConsole.Lab.Balancer;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Product;

try
{
    var command = RangeArguments.Parse(args);
    if (command.DieWithParent)
        Parent.DieWith();
    using var stop = new StopSignals();
    await using var range = await RehearsalRange.StartAsync(command.Options, TimeProvider.System, stop.Token);
    Console.WriteLine($"The rehearsal range is up: {range.File.Page} (addresses and credentials: {Path.Combine(command.Options.Folder, "range.json")})");
    await using var console = command.Console is null ? null
        : await ProductProcess.StartAsync(range.File, command.Options.Folder, command.Console, command.ConsolePort,
            command.TlsPort is null ? [] : TlsBalancer.Settings, stop.Token);
    await using var balancer = console is null || command.TlsPort is not { } tls ? null
        : await TlsBalancer.StartAsync(tls, new Uri(console.Run.Console), TimeProvider.System, stop.Token);
    if (console is not null) Welcome.Print(balancer is null ? console.Run : console.Run with { Console = balancer.Address.AbsoluteUri },
        command.Options.Folder);
    if (console is not null) await console.KeepAsync(Console.Out, stop.Received, stop.Token);
    await stop.Received;
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine($"{exception.Message}\n{RangeArguments.Usage}");
    return 2;
}
catch (Exception exception) when (exception is InvalidOperationException or FileNotFoundException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
