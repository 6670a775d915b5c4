using ChatGrid;
using ChatGrid.Grids;
using ChatGrid.Rehearsal;
using ChatGrid.Understanding;

try
{
    return args.FirstOrDefault() switch
    {
        null or ['-', ..] => await WebProgram.RunAsync(args),
        "rehearse" => await RehearseCommand.RunAsync(Files(), Folders.Find(args), Console.Out),
        "lint" => LintCommand.Run(new(Folders.Find(args).Config, Folders.Find(args).Dialogs), Linters.All, Console.Out),
        "understand" when args.Contains("--threads") => await ThreadsCommand.RunAsync(Folders.Find(args), Console.In, Console.Out),
        "understand" => await UnderstandCommand.RunAsync(args, Console.In, Console.Out, RehearsalData.Load(Folders.Find(args)).Reader),
        var unknown => Usage(unknown),
    };
}
catch (InvalidDataException e)
{
    // A setting or a file that cannot be used: the sentence says which and what to do.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

// What is neither the verb, nor an option, nor an option's value.
IReadOnlyList<string> Files() => [.. args.Skip(1).Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && !args[i].StartsWith("--", StringComparison.Ordinal))];

static int Usage(string unknown)
{
    Console.Error.WriteLine($"'{unknown}' is not known. Start without a verb, or with: rehearse FILE… | lint | understand [--role ROLE] [--threads]");
    return 2;
}
