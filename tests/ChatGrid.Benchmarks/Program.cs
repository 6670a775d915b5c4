using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Running;
using ChatGrid.Benchmarks;
using ChatGrid.Understanding;

if (args is ["understand", var folder, ..])
{
    var watch = Stopwatch.StartNew();
    var loaded = ReaderLoader.Load(folder, DemoTown.Vocabulary, Environment.GetEnvironmentVariable("READING_CACHE"));
    await Console.Error.WriteLineAsync($"loaded in {watch.ElapsedMilliseconds} ms");
    await Console.Error.WriteLineAsync($"regression {loaded.Regression.Right} of {loaded.Regression.Total}: {string.Join(" / ", loaded.Regression.Wrong)}");
    foreach (var problem in loaded.Problems) await Console.Error.WriteLineAsync(problem.ToString());
    return await UnderstandCommand.RunAsync(args[2..], Console.In, Console.Out, loaded.Reader);
}
if (args is ["phases", var data, ..])
{
    Phases.Run(data);
    return 0;
}
if (args is ["measure", ..])
{
    Measuring.Run(args[1..]);
    return 0;
}
BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
