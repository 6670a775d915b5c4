using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatGrid.Grids;

/// <summary>Values that officials write, read from a section: 是, 15分钟, 21:00, 80%, 3天; what cannot be read is a problem.</summary>
public static partial class YamlValues
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(366);

    /// <summary>是 or 否; false when the key is not there.</summary>
    public static bool Flag(this YamlSection section, string key)
    {
        var text = section.Optional(key);
        if (text is not (null or "是" or "否" or "true" or "false")) section.Wrong(key, $"is '{text}'; allowed: 是, 否");
        return text is "是" or "true";
    }

    /// <summary>One of the words of a table; null, and a problem, for any other.</summary>
    public static T? Choice<T>(this YamlSection section, string key, IReadOnlyDictionary<string, T> words) where T : struct
    {
        var text = section.Text(key);
        if (text is null) return null;
        if (words.TryGetValue(text, out var value)) return value;
        section.Wrong(key, $"is '{text}'; allowed: {string.Join(", ", words.Keys)}");
        return null;
    }

    /// <summary>One of the words of a table, or a default where the key is not there.</summary>
    public static T Choice<T>(this YamlSection section, string key, IReadOnlyDictionary<string, T> words, T otherwise) where T : struct =>
        section.Optional(key) is null ? otherwise : section.Choice(key, words) ?? otherwise;

    /// <summary>A text that must be in a list kept elsewhere.</summary>
    public static string? Listed(this YamlSection section, string key, string? text, IReadOnlyCollection<string> list, string where)
    {
        if (text is null || list.Contains(text)) return text;
        section.Wrong(key, $"is '{text}', which {where} does not have; it has {string.Join(", ", list.Order(StringComparer.Ordinal).Take(30))}");
        return null;
    }

    /// <summary>A time with its unit, more than nothing and at most a year.</summary>
    public static TimeSpan Span(this YamlSection section, string key, TimeSpan otherwise)
    {
        if (section.Optional(key) is not { } text) return otherwise;
        if (Duration().Match(text) is not { Success: true } match)
        {
            section.Wrong(key, $"is '{text}'; allowed: a number with its unit 秒, 分钟, 小时 or 天, as 15分钟");
            return otherwise;
        }
        var seconds = double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * SecondsOf(match.Groups[2].Value);
        if (seconds > 0 && seconds <= LongestTime.TotalSeconds) return TimeSpan.FromSeconds(seconds);
        section.Wrong(key, $"is '{text}'; allowed: more than 0 and at most {LongestTime.Days}天");
        return otherwise;
    }

    /// <summary>A whole number, with or without its unit.</summary>
    public static int Count(this YamlSection section, string key, string unit, int most, int otherwise)
    {
        if (section.Optional(key) is not { } text) return otherwise;
        var digits = text.EndsWith(unit, StringComparison.Ordinal) ? text[..^unit.Length].TrimEnd() : text;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most) return count;
        section.Wrong(key, string.Create(CultureInfo.InvariantCulture, $"is '{text}'; allowed: a whole number from 1{unit} to {most}{unit}"));
        return otherwise;
    }

    /// <summary>A time of day as 21:00.</summary>
    public static TimeOnly TimeOfDay(this YamlSection section, string key, TimeOnly otherwise)
    {
        if (section.Optional(key) is not { } text) return otherwise;
        if (TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        section.Wrong(key, $"is '{text}'; allowed: a time from 00:00 to 23:59, in quotation marks, as \"21:00\"");
        return otherwise;
    }

    /// <summary>Shares of a time as [50%, 80%]: each between 0 and 100 %, growing.</summary>
    public static IReadOnlyList<double> Shares(this YamlSection section, string key, IReadOnlyList<double> otherwise)
    {
        var texts = section.Texts(key);
        if (!section.Has(key)) return otherwise;
        var shares = texts.Select(text => Share(section, key, text)).OfType<double>().ToList();
        if (shares.Zip(shares.Skip(1)).Any(pair => pair.First >= pair.Second)) section.Wrong(key, "must grow from left to right");
        return shares;
    }

    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static double? Share(YamlSection section, string key, YamlText text)
    {
        var isPercent = text.Value.EndsWith('%');
        if (double.TryParse(text.Value.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            var share = isPercent ? number / 100 : number;
            if (share is > 0 and < 1) return share;
        }
        section.File.Wrong(text.Line, $"'{key}' has '{text.Value}'; allowed: more than 0% and less than 100%");
        return null;
    }

    private static int SecondsOf(string unit) => unit switch { "秒" => 1, "分钟" => 60, "小时" => 3600, _ => 86400 };

    [GeneratedRegex(@"^(\d{1,9}(?:\.\d{1,3})?)\s*(秒|分钟|小时|天)$", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
