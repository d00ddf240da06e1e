return await IncidentConsole.Web.ConsoleApp.RunAsync(args);
