using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ChatGrid.Grids;

/// <summary>One YAML file of a folder, with the list that its problems go to.</summary>
/// <param name="Name">As problems name it: <c>config/town/people.yaml</c>.</param>
public sealed record YamlFile(string Name, List<Problem> Problems)
{
    private static readonly UTF8Encoding Strict = new(false, true);

    public void Wrong(int line, string text) => Problems.Add(new Problem(Name, Math.Max(line, 1), text));

    /// <summary>The keys of the file; none when it cannot be read, which is then a problem.</summary>
    public static YamlSection Read(string folder, string name, List<Problem> problems)
    {
        var file = new YamlFile(Shown(folder, name), problems);
        return new YamlSection(file, file.Root(Path.Combine(folder, name)), 1);
    }

    /// <summary>A path as officials know it: the last two folders and the file.</summary>
    public static string Shown(string folder, string name)
    {
        var at = new DirectoryInfo(folder);
        return string.Join('/', new[] { at.Parent?.Name.Trim('/'), at.Name, name }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private YamlMappingNode? Root(string path)
    {
        var yaml = new YamlStream();
        Parser? parser = null;
        try
        {
            using var reader = new StringReader(Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF'));
            parser = new Parser(reader);
            yaml.Load(parser);
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            Wrong(1, "the file must hold 'key: value' lines, in one document");
        }
        catch (YamlException error)
        {
            Wrong((int)error.Start.Line, "this is no YAML that can be read: " + error.Message);
        }
        catch (DecoderFallbackException)
        {
            Wrong(1, "the file is not saved as UTF-8; save it again with the encoding UTF-8");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 16.3 throws them, without a place, for a list whose ] is missing and for control characters.
            Wrong((int)(parser?.Current?.End.Line ?? 1), "this is no YAML that can be read: a closing ] or } is missing here or below, or a character is none that is written");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Wrong(1, error is FileNotFoundException or DirectoryNotFoundException ? "the file is missing" : "the file cannot be read: " + error.Message);
        }
        return null;
    }
}
