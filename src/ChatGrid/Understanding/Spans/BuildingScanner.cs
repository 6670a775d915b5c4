using System.Globalization;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Spans;

/// <summary>A part of an address made of a number: building, unit, floor, room, group, number in a road.</summary>
/// <param name="End">Where it ends.</param>
/// <param name="Normal">How it is always written.</param>
/// <param name="Strength">2 is a place by itself, 1 needs a partner (二单元), 0 says nothing of where (9楼).</param>
public readonly record struct AddressPart(int End, string Normal, int Strength);

/// <summary>Reads the numbered parts of an address in all the ways they are written: 三号楼, 3#, 3栋, 二单元, 5楼, 501室, 12-3-402.</summary>
public static class BuildingScanner
{
    private readonly record struct Mark(string Written, string Normal, int Strength, int Least = 1, int Most = 999,
        bool NeedsAddress = false, string NotBefore = "");

    private const string SpokenDigits = "零一二三四五六七八九〇幺两"; // Each stands at its value, or ten behind it.

    private static readonly Mark[] Marks =
    [
        new("号楼", "号楼", 2), new("号厂房", "号厂房", 2), new("号车间", "号车间", 2), new("号仓库", "号仓库", 2), new("号宿舍楼", "号宿舍楼", 2), new("号宿舍", "号宿舍", 2), new("栋楼", "号楼", 2), new("幢楼", "号楼", 2), new("栋", "号楼", 2), new("幢", "号楼", 2),
        new("#楼", "号楼", 2), new("#", "号楼", 2), new("座", "座", 2, 0, 30, true), new("号院", "号院", 2), new("号门", "号门", 2),
        new("号厂房", "号厂房", 2), new("号车间", "号车间", 2), new("号仓库", "号仓库", 2), new("号宿舍", "号宿舍", 2), new("号库", "号库", 2),
        new("号大棚", "号大棚", 2), new("号棚", "号棚", 2), new("号门面", "号门面", 2), new("号商铺", "号商铺", 2), new("号摊位", "号摊位", 2),
        new("号厂", "号厂", 2, 1, 99), new("号巷", "号巷", 2), new("单元", "单元", 1, 1, 30), new("楼层", "楼", 0, 1, 60), new("楼", "楼", 0, 1, 60, false, "道梯"),
        new("层", "楼", 0, 1, 60), new("号房", "室", 1, 100, 9999), new("室", "室", 1, 100, 9999), new("房", "室", 1, 100, 9999),
        new("户", "室", 1, 100, 9999, true), new("组", "组", 2, 1, 60, false, "长织合成"), new("队", "队", 2, 1, 60, false, "长伍区会保"),
        new("社", "社", 2, 1, 60, false, "区保会"), new("弄", "弄", 2), new("区", "区", 2, 1, 30, true), new("期", "期", 2, 1, 20, true),
        new("号", "号", 1, 1, 9999, true, "线文召")
    ];

    /// <summary>Reads one part at <paramref name="at"/>; a bare room number only where <paramref name="inAddress"/>.</summary>
    public static AddressPart? Read(ReadOnlySpan<char> text, int at, bool inAddress)
    {
        if (at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]) && !Numerals.IsChinese(text[at]) && text[at] != '幺') return null;
        if (Compact(text, at) is { } compact) return compact;
        if (inAddress && SpokenRoom(text, at) is { } spoken) return spoken;
        var number = Number(text, at, out var end);
        if (number.Length == 0) return null;
        var afterSpace = end < text.Length && text[end] == ' ' ? end + 1 : end;
        foreach (var mark in Marks)
        {
            if (text[afterSpace..].StartsWith(mark.Written, StringComparison.Ordinal)) return Marked(text, afterSpace, number, mark, inAddress);
        }
        return inAddress && IsRoom(text, at, end) ? new AddressPart(end, number, 1) : null;
    }

    private static AddressPart? Marked(ReadOnlySpan<char> text, int at, string number, Mark mark, bool inAddress)
    {
        var end = at + mark.Written.Length;
        var letter = !char.IsAsciiDigit(number[0]);
        if (mark.NeedsAddress && !inAddress && !(letter && mark.Least == 0)) return null;
        if (letter ? mark.Strength < 2 : !InRange(number, mark)) return null;
        if (end < text.Length && mark.NotBefore.Contains(text[end], StringComparison.Ordinal)) return null;
        return new AddressPart(end, number + mark.Normal, mark.Strength);
    }

    private static bool InRange(string number, Mark mark) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= mark.Least && value <= mark.Most;

    /// <summary>A room without its mark: three or four digits after a building or a unit.</summary>
    private static bool IsRoom(ReadOnlySpan<char> text, int at, int end) =>
        end - at is 3 or 4 && char.IsAsciiDigit(text[at]) && (end == text.Length || !IsMoreNumber(text[end]));

    /// <summary>A room as it is spoken, digit by digit: 五零一, 幺零二室.</summary>
    private static AddressPart? SpokenRoom(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && SpokenDigits.Contains(text[end], StringComparison.Ordinal)) end++;
        if (end - at is not (3 or 4) || (end < text.Length && (Numerals.IsChinese(text[end]) || IsMoreNumber(text[end]) || text[end] is '单' or '号' or '层' or '楼' or '栋'))) return null;
        Span<char> digits = stackalloc char[end - at];
        for (var i = 0; i < digits.Length; i++) digits[i] = (char)('0' + SpokenDigits.IndexOf(text[at + i], StringComparison.Ordinal) % 10);
        return digits[0] == '0' ? null : new AddressPart(end < text.Length && text[end] == '室' ? end + 1 : end, digits.ToString(), 1);
    }

    private static bool IsMoreNumber(char next) => char.IsAsciiLetterOrDigit(next) || next is '元' or '块' or '年' or '个' or '度' or '吨' or '人' or '多' or '点' or ':' or '%' or '斤' or '米';

    /// <summary>12-3-402, 3#2-501, 3-501: building, unit and room joined by hyphens.</summary>
    private static AddressPart? Compact(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '-' or '.' or '/' or ':')) return null;
        var first = Digits(text, at, 2);
        if (first == at) return null;
        var afterFirst = first;
        var hash = afterFirst < text.Length && text[afterFirst] == '#';
        if (hash) afterFirst++;
        if (!hash && !IsHyphen(text, afterFirst)) return null;
        if (IsHyphen(text, afterFirst)) afterFirst++;
        var second = Digits(text, afterFirst, 4);
        if (second == afterFirst) return null;
        return Finish(text, (at, first), (afterFirst, second));
    }

    private static AddressPart? Finish(ReadOnlySpan<char> text, (int Start, int End) first, (int Start, int End) second)
    {
        var building = Trimmed(text[first.Start..first.End]);
        var length = second.End - second.Start;
        if (IsHyphen(text, second.End) && length <= 2)
        {
            var third = Digits(text, second.End + 1, 4);
            if (third - second.End - 1 < 3 || Continues(text, third)) return null;
            var unit = Trimmed(text[second.Start..second.End]);
            return new AddressPart(third, $"{building}号楼{unit}单元{text[(second.End + 1)..third]}", 2);
        }
        if (length < 3 || Continues(text, second.End)) return null;
        return new AddressPart(second.End, $"{building}号楼{text[second.Start..second.End]}", 2);
    }

    private static bool Continues(ReadOnlySpan<char> text, int at) =>
        at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || IsHyphen(text, at) || text[at] is '年' or '元' or '块' or '.' or ':');

    private static bool IsHyphen(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] is '-' or '－';

    private static string Trimmed(ReadOnlySpan<char> digits) => digits.TrimStart('0').ToString();

    private static int Digits(ReadOnlySpan<char> text, int at, int most)
    {
        var end = at;
        while (end < text.Length && end - at < most && char.IsAsciiDigit(text[end])) end++;
        return end;
    }

    /// <summary>A number or a letter (A座, B2栋) in digits; empty when there is none.</summary>
    private static string Number(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        if (at >= text.Length || at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) return "";
        if (char.IsAsciiLetter(text[at]))
        {
            var digits = Digits(text, at + 1, 2);
            end = digits;
            return text[at..digits].ToString().ToUpperInvariant();
        }
        if (at > 0 && Numerals.IsChinese(text[at]) && Numerals.IsChinese(text[at - 1])) return "";
        var value = Numerals.Read(text, at, out end);
        return value <= 0 || end - at > 6 ? "" : value.ToString(CultureInfo.InvariantCulture);
    }
}
