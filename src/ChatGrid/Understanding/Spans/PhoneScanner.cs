using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Spans;

/// <summary>Finds telephone numbers: mobile, landline with or without extension, 400, foreign forms; not dates, sums, serial numbers.</summary>
public sealed class PhoneScanner
{
    private const int FewestDigits = 7;
    private const int MostDigits = 16;

    public void Find(ReadOnlySpan<char> text, List<FoundSpan> spans)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Begins(text, i)) continue;
            var end = Run(text, i, out var digits);
            if (digits < FewestDigits)
            {
                i = Math.Max(i, end - 1);
                continue;
            }
            var phone = Cut(text, i, end);
            if (phone.End > phone.Start && IsPhone(text, phone.Start, phone.End)) Put(text, phone.Start, phone.End, spans);
            i = Math.Max(phone.End > phone.Start ? phone.End : end, i + 1) - 1;
        }
    }

    private static void Put(ReadOnlySpan<char> text, int start, int end, List<FoundSpan> spans)
    {
        Span<char> digits = stackalloc char[end - start];
        var length = 0;
        foreach (var character in text[start..end])
        {
            if (Numerals.IsDigit(character) || length == 0 && character == '+') digits[length++] = character;
        }
        spans.Add(new FoundSpan(start, end, SpanKind.Phone, new string(digits[..length])));
    }

    private static bool Begins(ReadOnlySpan<char> text, int at)
    {
        if (Numerals.IsDigit(text[at])) return at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
        return text[at] is '+' or '(' && at + 1 < text.Length && (Numerals.IsDigit(text[at + 1]) || text[at + 1] is '+' or ' ');
    }

    /// <summary>As far as digits and what may stand between them go: single spaces, hyphens, dots, slashes, brackets.</summary>
    private static int Run(ReadOnlySpan<char> text, int at, out int digits)
    {
        digits = 0;
        var end = at;
        for (var i = at; i < text.Length && i - at < 40; i++)
        {
            if (Numerals.IsDigit(text[i]))
            {
                digits++;
                end = i + 1;
            }
            else if (!IsBetween(text, i))
            {
                break;
            }
        }
        return Extension(text, end);
    }

    private static bool IsBetween(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is '(' or ')' or '+') return true;
        if (text[at] is not (' ' or '-' or '.' or '/')) return false;
        var before = at > 0 ? text[at - 1] : '\0';
        return text[at] == ' ' ? before is not ' ' : Numerals.IsDigit(before) || before is ' ' or ')';
    }

    /// <summary>「x123」, 「ext 123」 and 「转123」 behind a number.</summary>
    private static int Extension(ReadOnlySpan<char> text, int end)
    {
        var at = end;
        while (at < text.Length && text[at] == ' ') at++;
        var mark = text[at..] switch
        {
            ['e', 'x', 't', '.', ..] => 4,
            ['e', 'x', 't', ..] => 3,
            ['x', ..] => 1,
            ['转', ..] => 1,
            _ => 0
        };
        if (mark == 0) return end;
        at += mark;
        while (at < text.Length && text[at] == ' ') at++;
        var digits = at;
        while (digits < text.Length && Numerals.IsDigit(text[digits]) && digits - at < 6) digits++;
        return digits > at ? digits : end;
    }

    /// <summary>Two numbers with a space between are two; an unclosed bracket does not belong to the number.</summary>
    private static (int Start, int End) Cut(ReadOnlySpan<char> text, int start, int end)
    {
        var mobile = MobileEnd(text, start, end);
        if (mobile > 0) return (start, mobile);
        var opens = text[start..end].IndexOf('(');
        var closes = text[start..end].IndexOf(')');
        if (closes >= 0 && opens < 0) return text[start + closes + 1] == ' ' ? (start + closes + 2, end) : (start, end);
        if (opens == 0 && closes < 0) return (start + 1, end);
        return (start, end);
    }

    /// <summary>The end of a mainland mobile number that begins here and is whole, if more follows behind a space.</summary>
    private static int MobileEnd(ReadOnlySpan<char> text, int start, int end)
    {
        if (text[start] != '1' || start + 11 >= end || text[start + 1] is < '3' or > '9') return 0;
        for (var i = start; i < start + 11; i++)
        {
            if (!Numerals.IsDigit(text[i])) return 0;
        }
        return text[start + 11] is ' ' or '/' or '(' ? start + 11 : 0;
    }

    private static bool IsPhone(ReadOnlySpan<char> text, int start, int end)
    {
        var shape = PhoneShape.Of(text, start, end);
        if (shape.Digits is < FewestDigits or > MostDigits || !shape.BracketsMatch || shape.LooksLikeDate) return false;
        if (IsInsideOther(text, start, end)) return false;
        if (shape.IsMobile || shape.HasAreaCode || shape.IsForeign) return true;
        return HasWordBefore(text, start);
    }

    /// <summary>A stretch of something longer: a serial number, a sum, an address on the web.</summary>
    private static bool IsInsideOther(ReadOnlySpan<char> text, int start, int end)
    {
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        if (char.IsAsciiLetterOrDigit(after) || "=*_%".Contains(after, StringComparison.Ordinal)) return true;
        if ("=*#./_$".Contains(before, StringComparison.Ordinal)) return true;
        if (before == '-') return start == 1 || text[start - 2] is ' ' or '-' || char.IsAsciiLetterOrDigit(text[start - 2]);
        return after is ':' && end + 1 < text.Length && Numerals.IsDigit(text[end + 1]);
    }

    private static bool HasWordBefore(ReadOnlySpan<char> text, int start)
    {
        var near = text[Math.Max(0, start - 14)..start];
        foreach (var word in (ReadOnlySpan<string>)["电话", "手机", "号是", "号码", "联系", "拨", "tel", "call", "座机", "热线", "传真", "@", "致电", "打我", "微信", "室", ")", "号:", "或", ",", "-"])
        {
            if (near.IndexOf(word, StringComparison.Ordinal) >= 0) return true;
        }
        return false;
    }
}
