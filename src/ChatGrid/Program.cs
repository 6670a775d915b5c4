using ChatGrid;
using ChatGrid.Rehearsal;

var folders = new Folders(Path.Combine(Directory.GetCurrentDirectory(), "config"), Path.Combine(Directory.GetCurrentDirectory(), "dialogs"), "data");
return await RehearseCommand.RunAsync([.. args.Skip(1)], folders.Config, folders.Dialogs, Console.Out);
