using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ChatGrid.Understanding.Model;

namespace ChatGrid.Understanding;

/// <summary>Keeps learned models in a folder, named by the program and by the content of what they were learned from: the same files start at once.</summary>
public sealed class ModelCache(string? folder)
{
    private const int Kept = 8;
    private const string Pattern = "reading-*.model";

    /// <summary>The folder for whoever has no data folder of their own (rehearsal, the verb understand): one for each user of the machine.</summary>
    public static string OfUser()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return local.Length > 0 ? Path.Combine(local, "ChatGrid", "cache") : Path.Combine(Path.GetTempPath(), "chatgrid-cache-" + Environment.UserName);
    }

    /// <summary>The name of the model that these files, words of the town and learned lines make with this very program.</summary>
    public static string Name(string data, IReadOnlyList<TrainingLine> lines, Vocabulary vocabulary, TrainingOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Add($"{typeof(ModelCache).Module.ModuleVersionId} {new HeadLayout(vocabulary.Items).Width} {options}");
        foreach (var item in vocabulary.Items) Add(item.Name + "|" + item.Field);
        foreach (var word in vocabulary.Places) Add(word);
        Add("");
        foreach (var word in vocabulary.People) Add(word);
        foreach (var line in lines) Add($"{line.Kind}|{line.Item}|{line.Field}|{line.Urgency}|{line.Role}|{line.Text}");
        string[] files = Directory.Exists(data) ? Directory.GetFiles(data, "*.txt") : [];
        foreach (var file in files.Order(StringComparer.Ordinal)) hash.AppendData(File.ReadAllBytes(file));
        return "reading-" + Convert.ToHexStringLower(hash.GetHashAndReset())[..24] + ".model";
    }

    /// <summary>The model of that name, or null when it is not kept, was cut off or is not what was written.</summary>
    public LinearModel? Find(string name, HeadLayout layout)
    {
        if (folder is null || !File.Exists(Path.Combine(folder, name))) return null;
        try
        {
            var file = Path.Combine(folder, name);
            var bytes = File.ReadAllBytes(file);
            if (bytes.Length < SHA256.HashSizeInBytes + sizeof(int)) return null;
            var content = bytes.AsSpan(..^SHA256.HashSizeInBytes);
            return SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)) ? Read(content, layout) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // it is learned anew
        }
    }

    /// <summary>Keeps a model; a folder that cannot be written to only costs the next start its time.</summary>
    public void Keep(string name, LinearModel model)
    {
        if (folder is null) return;
        try
        {
            Directory.CreateDirectory(folder);
            var half = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".half");
            File.WriteAllBytes(half, Written(model));
            File.Move(half, Path.Combine(folder, name), true);
            foreach (var old in new DirectoryInfo(folder).GetFiles(Pattern).OrderByDescending(file => file.LastWriteTimeUtc).Skip(Kept)) old.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static byte[] Written(LinearModel model)
    {
        using var stream = new MemoryStream(model.Weights.Length + model.Features.Count * 16 + 1024);
        stream.Write(BitConverter.GetBytes(model.Features.Count));
        stream.Write(MemoryMarshal.AsBytes<ulong>(model.Features.Keys.ToArray()));
        stream.Write(MemoryMarshal.AsBytes<float>(model.Features.Rarity.ToArray()));
        stream.Write(MemoryMarshal.AsBytes<float>(model.Factors));
        stream.Write(MemoryMarshal.AsBytes<float>(model.Bias));
        stream.Write(MemoryMarshal.AsBytes<sbyte>(model.Weights));
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    private static LinearModel? Read(ReadOnlySpan<byte> content, HeadLayout layout)
    {
        var count = BitConverter.ToInt32(content);
        var expected = sizeof(int) + (long)count * (sizeof(ulong) + 2 * sizeof(float) + layout.Width) + layout.Width * sizeof(float);
        if (count < 0 || content.Length != expected) return null;
        var rest = content[sizeof(int)..];
        var keys = Take<ulong>(ref rest, count);
        var rarity = Take<float>(ref rest, count);
        var factors = Take<float>(ref rest, count);
        var bias = Take<float>(ref rest, layout.Width);
        return new LinearModel(layout, new FeatureTable(keys, rarity), Take<sbyte>(ref rest, count * layout.Width), factors, bias);
    }

    private static T[] Take<T>(ref ReadOnlySpan<byte> bytes, int count) where T : unmanaged
    {
        var values = new T[count];
        var into = MemoryMarshal.AsBytes(values.AsSpan());
        bytes[..into.Length].CopyTo(into);
        bytes = bytes[into.Length..];
        return values;
    }
}
