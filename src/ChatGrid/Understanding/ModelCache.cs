using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ChatGrid.Understanding.Model;

namespace ChatGrid.Understanding;

/// <summary>Keeps learned models in a folder, named by the content of what they were learned from: the same files start at once.</summary>
public sealed class ModelCache(string? folder)
{
    private const int Format = 3;

    /// <summary>The name of the model that these files, items and learned lines make.</summary>
    public static string Name(string data, IReadOnlyList<TrainingLine> lines, HeadLayout layout, TrainingOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Format} {layout.Width} {options}"));
        foreach (var item in layout.ItemsOfTown) hash.AppendData(Encoding.UTF8.GetBytes(item.Name + "|" + item.Field));
        foreach (var line in lines) hash.AppendData(Encoding.UTF8.GetBytes($"{line.Kind}|{line.Item}|{line.Field}|{line.Urgency}|{line.Role}|{line.Text}\n"));
        string[] files = Directory.Exists(data) ? Directory.GetFiles(data, "*.txt") : [];
        foreach (var file in files.Order(StringComparer.Ordinal)) hash.AppendData(File.ReadAllBytes(file));
        return "reading-" + Convert.ToHexStringLower(hash.GetHashAndReset())[..24] + ".model";
    }

    /// <summary>The model of that name, or null when it is not kept or cannot be read.</summary>
    public LinearModel? Find(string name, HeadLayout layout)
    {
        if (folder is null || !File.Exists(Path.Combine(folder, name))) return null;
        try
        {
            using var reader = new BinaryReader(File.OpenRead(Path.Combine(folder, name)));
            return Read(reader, layout);
        }
        catch (IOException)
        {
            return null; // half written or not ours: it is learned anew
        }
    }

    /// <summary>Keeps a model; a folder that cannot be written to only costs the next start its time.</summary>
    public void Keep(string name, LinearModel model)
    {
        if (folder is null) return;
        try
        {
            Directory.CreateDirectory(folder);
            var half = Path.Combine(folder, name + "." + Guid.NewGuid().ToString("N"));
            using (var writer = new BinaryWriter(File.Create(half))) Write(writer, model);
            File.Move(half, Path.Combine(folder, name), true);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }

    private static void Write(BinaryWriter writer, LinearModel model)
    {
        writer.Write(model.Features.Count);
        foreach (var key in model.Features.Keys) writer.Write(key);
        foreach (var rarity in model.Features.Rarity) writer.Write(rarity);
        foreach (var factor in model.Factors) writer.Write(factor);
        foreach (var bias in model.Bias) writer.Write(bias);
        writer.Write(MemoryMarshal.AsBytes(model.Weights.AsSpan()));
    }

    private static LinearModel? Read(BinaryReader reader, HeadLayout layout)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > 10_000_000) return null;
        var keys = new ulong[count];
        for (var i = 0; i < count; i++) keys[i] = reader.ReadUInt64();
        var rarity = Floats(reader, count);
        var factors = Floats(reader, count);
        var bias = Floats(reader, layout.Width);
        var weights = new sbyte[count * layout.Width];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new LinearModel(layout, new FeatureTable(keys, rarity), weights, factors, bias);
    }

    private static float[] Floats(BinaryReader reader, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = reader.ReadSingle();
        return values;
    }
}
