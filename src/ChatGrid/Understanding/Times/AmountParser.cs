using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Reads durations: 三天, 半个月, 一年半, 两个多小时, 好几天 (which has no count).</summary>
public static class AmountParser
{
    private static readonly (string Word, TimeUnit Unit, bool NeedsCount, string NotBefore)[] Units =
    [
        ("分钟", TimeUnit.Minute, false, ""), ("小时", TimeUnit.Hour, false, "候工"), ("钟头", TimeUnit.Hour, false, ""), ("刻钟", TimeUnit.Minute, false, ""),
        ("秒钟", TimeUnit.Second, false, ""), ("秒", TimeUnit.Second, false, "杀拍懂变"), ("个月", TimeUnit.Month, false, ""), ("星期", TimeUnit.Week, false, "一二三四五六日天"),
        ("礼拜", TimeUnit.Week, false, "一二三四五六日天"), ("周", TimeUnit.Week, false, "岁年围边一二三四五六日末"), ("季度", TimeUnit.Quarter, false, ""), ("学期", TimeUnit.Month, false, ""),
        ("年头", TimeUnit.Year, false, ""), ("年", TimeUnit.Year, false, "级代纪龄轻货份会度"), ("天", TimeUnit.Day, false, "线花然气窗台空井"), ("晚上", TimeUnit.Day, false, ""),
        ("晚", TimeUnit.Day, false, "会饭餐"), ("夜", TimeUnit.Day, false, "市宵"), ("宿", TimeUnit.Day, false, "舍"), ("上午", TimeUnit.Hour, false, ""), ("下午", TimeUnit.Hour, false, ""),
        ("月", TimeUnit.Month, true, "份饼嫂亮经租")
    ];

    /// <summary>The amount at the cursor; false, and nothing moved, when there is none.</summary>
    /// <param name="cursor">Where it shall begin.</param>
    /// <param name="amount">The amount; its count is NaN when it was said vaguely.</param>
    /// <param name="afterWord">Whether 前, 近, 过去 stands before: then 两月 is two months and 二日 two days.</param>
    public static bool Read(ref TimeCursor cursor, out TimeAmount amount, bool afterWord = false)
    {
        amount = default;
        var trial = cursor;
        if (Count(ref trial, afterWord) is not { } count) return false;
        trial.TakeAny(["多", "来", "余", "几"]);
        trial.SkipSpaces();
        var half = trial.IsAt("个半");
        if (half) trial.At += 2;
        else if (!trial.IsAt("个月")) trial.Take("个");
        trial.Take("多");
        if (!Unit(ref trial, afterWord, out var unit, out var factor)) return false;
        var ends = trial.Take("半");
        trial.TakeAny(["多", "来"]);
        amount = new TimeAmount((count + (half || ends ? 0.5 : 0)) * factor, unit);
        cursor = trial;
        return true;
    }

    private static double? Count(ref TimeCursor cursor, bool afterWord)
    {
        if (IsWithinNumber(cursor, afterWord)) return null;
        if (cursor.TakeAny(["半", "大半", "小半"])) return 0.5;
        if (cursor.TakeAny(["好几十", "几十", "十几", "二十几", "好几", "几", "数", "多少", "若干", "上百"])) return double.NaN;
        if (afterWord && (cursor.IsAt("小时") || cursor.IsAt("个"))) return 1;
        return cursor.TakeNumber(out _) is { } number ? number + Decimals(ref cursor) : null;
    }

    private static bool IsWithinNumber(TimeCursor cursor, bool afterWord)
    {
        if (char.IsAsciiLetterOrDigit(cursor.Before) || cursor.Before is '.' or '第' or ':') return true;
        return !afterWord && Numerals.IsChinese(cursor.Before) && Numerals.IsChinese(cursor.Next);
    }

    private static double Decimals(ref TimeCursor cursor)
    {
        var decimals = cursor;
        if (!decimals.Take(".") || decimals.TakeNumber(out var length) is not { } tail || length > 2) return 0;
        cursor = decimals;
        return tail / Math.Pow(10, length);
    }

    private static bool Unit(ref TimeCursor cursor, bool afterWord, out TimeUnit unit, out double factor)
    {
        (unit, factor) = (default, 1);
        cursor.SkipSpaces();
        foreach (var (word, named, needs, notBefore) in Units)
        {
            if (needs && !afterWord || !cursor.IsAt(word)) continue;
            cursor.At += word.Length;
            if (cursor.IsAtAny(notBefore)) return false;
            unit = named;
            factor = word switch { "刻钟" => 15, "学期" => 5, "上午" or "下午" => 4, _ => 1 };
            return true;
        }
        if (!afterWord || !cursor.Take("日")) return false;
        unit = TimeUnit.Day;
        return true;
    }
}
