namespace IncidentConsole.Lab.Composition;

/// <summary>Files that travel inside the assembly, so that the range runs from wherever it was built or published to.</summary>
internal static class Resource
{
    public static string Read(string file)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(file)
                           ?? throw new FileNotFoundException($"{file} is no embedded resource.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
