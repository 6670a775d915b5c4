using System.Numerics;

namespace ChatGrid.Understanding.Model;

/// <summary>Where each question that the model answers stands in a row of weights.</summary>
public sealed class HeadLayout
{
    public static readonly IReadOnlyList<string> FieldNames =
        ["城乡建设", "环境保护", "交通运输", "教育文体", "劳动和社会保障", "商贸旅游", "卫生计生", "其他"];

    public const int Request = 0;
    public const int Emergency = 1;
    public const int Soon = 2;
    public const int Kinds = 3;
    public const int KindCount = (int)MessageKind.Reply + 1;
    public const int Fields = Kinds + KindCount;
    public const int Items = Fields + 8;

    private readonly Dictionary<string, int> _items = [];

    public HeadLayout(IReadOnlyList<ReadableItem> items)
    {
        ItemsOfTown = items;
        for (var i = 0; i < items.Count; i++) _items.TryAdd(items[i].Name, i);
        var width = Math.Max(Vector<float>.Count, 16);
        Width = (Items + items.Count + width - 1) / width * width;
    }

    public IReadOnlyList<ReadableItem> ItemsOfTown { get; }

    /// <summary>Floats in a row: a multiple of what the machine adds at once.</summary>
    public int Width { get; }

    public int ItemCount => ItemsOfTown.Count;

    public int Item(string name) => _items.GetValueOrDefault(name, -1);

    public static int Field(string name)
    {
        for (var i = 0; i < FieldNames.Count; i++)
        {
            if (FieldNames[i] == name) return i;
        }
        return -1;
    }
}
