using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Times;

/// <summary>Reads the longest expression of time that begins at a place: moment, range, duration, repetition.</summary>
public sealed class TimeParser(TimeWords words)
{
    private static readonly string[] Backward = ["过去的", "过去", "最近这", "最近", "近", "之前", "以前", "前", "上", "刚过去的", "头", "这"];
    private static readonly string[] Forward = ["未来的", "未来", "接下来的", "接下来", "今后", "之后", "以后", "后", "下", "往后"];
    private readonly MomentParser _moments = new(words);
    private readonly TimeBounds _bounds = new();

    public TimeExpression? Read(ReadOnlySpan<char> text, int at)
    {
        if (!words.MayBegin(text[at])) return null;
        var best = ReadSet(text, at);
        if (best is not null) return best;
        best = Longer(best, ReadFrom(text, at));
        best = Longer(best, ReadMoment(text, at, at));
        best = Longer(best, ReadRelative(text, at));
        best = Longer(best, ReadDuration(text, at));
        best = Longer(best, ReadVague(text, at));
        return best;
    }

    private static TimeExpression? Longer(TimeExpression? one, TimeExpression? other) =>
        one is null || other is { } found && found.End > one.Value.End ? other : one;

    private TimeExpression? ReadVague(ReadOnlySpan<char> text, int at)
    {
        var end = Math.Max(words.Vague(text, at), Decade(text, at));
        return end == at ? null : new TimeExpression { Start = at, End = end, IsVague = true };
    }

    /// <summary>九十年代, 十九世纪七十年代.</summary>
    private static int Decade(ReadOnlySpan<char> text, int at)
    {
        var cursor = new TimeCursor(text, at);
        if (cursor.TakeNumber(out _) is null) return at;
        if (cursor.Take("世纪") && cursor.TakeNumber(out _) is null) return cursor.At;
        return cursor.Take("年代") ? cursor.At : at;
    }

    /// <summary>「从一月十日到十二日」: with both ends, 从 belongs to it; with an open end it does not.</summary>
    private TimeExpression? ReadFrom(ReadOnlySpan<char> text, int at)
    {
        var cursor = new TimeCursor(text, at);
        if (!cursor.TakeAny(["从", "自从", "自"])) return null;
        cursor.SkipSpaces();
        var range = cursor.At < text.Length ? ReadMoment(text, at, cursor.At) : null;
        return range is { To: not null } ? range : null;
    }

    private TimeExpression? ReadMoment(ReadOnlySpan<char> text, int start, int at)
    {
        var cursor = new TimeCursor(text, at);
        var moment = _moments.Read(ref cursor);
        var expression = new TimeExpression { Start = start, From = moment };
        if (RangeReading.Bare(ref cursor, ref moment, _moments) is { } bare) expression = expression with { From = moment, To = bare };
        else if (moment.IsEmpty) return null;
        else if (RangeReading.Second(ref cursor, moment, _moments) is { } second) expression.To = second;
        if (expression.To is null) _bounds.Read(ref cursor, ref expression);
        else cursor.TakeAny(["之间", "期间"]);
        expression.End = cursor.At;
        return expression;
    }

    /// <summary>前1周, 过去十年, 近三个月, 后两天, 上个小时.</summary>
    private static TimeExpression? ReadRelative(ReadOnlySpan<char> text, int at)
    {
        var cursor = new TimeCursor(text, at);
        var direction = cursor.TakeAny(Backward) ? -1 : cursor.TakeAny(Forward) ? 1 : 0;
        if (direction == 0) return null;
        if (at > 0 && text[at - 1] is '马' or '晚' or '早' or '街' or '网' or '身') return null;
        cursor.SkipSpaces();
        if (!AmountParser.Read(ref cursor, out var amount, true) || amount.Count >= 1000) return null;
        var ends = cursor.TakeAny(["之内", "以内", "内", "里", "以来", "来", "间"]);
        _ = ends;
        return new TimeExpression { Start = at, End = cursor.At, Amount = amount, Direction = direction, IsSpan = true };
    }

    private static TimeExpression? ReadDuration(ReadOnlySpan<char> text, int at)
    {
        var cursor = new TimeCursor(text, at);
        if (!AmountParser.Read(ref cursor, out var amount)) return null;
        var expression = new TimeExpression { Start = at, Amount = amount };
        expression.Amount = WithRest(ref cursor, amount);
        var beforeMark = cursor;
        cursor.SkipSpaces();
        if (TimeBounds.IsBefore(ref cursor)) expression.Direction = -1;
        else if (TimeBounds.IsAfter(ref cursor)) expression.Direction = 1;
        else if (cursor.TakeAny(["之内", "以内", "内", "以来"])) (expression.Direction, expression.IsSpan) = (cursor.Text[cursor.At - 1] == '来' ? -1 : 1, true);
        else cursor = beforeMark;
        expression.End = cursor.At;
        return expression;
    }

    /// <summary>「8天20小时」, 「一年又一个月」, 「三天三夜」: amounts in a row are one.</summary>
    private static TimeAmount WithRest(ref TimeCursor cursor, TimeAmount amount)
    {
        var trial = cursor;
        trial.TakeAny(["又", "余", "零", "加"]);
        while (AmountParser.Read(ref trial, out var more, true))
        {
            amount = more.Unit == amount.Unit ? amount : new TimeAmount(amount.Seconds + more.Seconds, TimeUnit.Second);
            cursor = trial;
            trial.TakeAny(["又", "余", "零", "加"]);
        }
        return amount;
    }

    /// <summary>每天晚上八点, 每周一, 每隔三天, 天天.</summary>
    private TimeExpression? ReadSet(ReadOnlySpan<char> text, int at)
    {
        var cursor = new TimeCursor(text, at);
        if (!cursor.TakeAny(["每隔", "每一", "每", "逢"])) return null;
        var expression = new TimeExpression { Start = at, IsSet = true };
        cursor.Take("个");
        var unit = cursor.TakeAny(["天", "日", "年", "月", "小时", "分钟", "季度", "学期", "夜"]) || Week(ref cursor) || AmountParser.Read(ref cursor, out _);
        var before = cursor;
        cursor.SkipSpaces();
        cursor.Take("的");
        var rest = cursor.At < text.Length ? ReadMoment(text, at, cursor.At) : null;
        if (rest is null && !unit) return null;
        expression.From = rest?.From ?? default;
        expression.End = rest?.End ?? before.At;
        return expression;
    }

    private static bool Week(ref TimeCursor cursor)
    {
        var trial = cursor;
        if (!trial.TakeAny(["星期", "礼拜", "周"])) return false;
        while (Numerals.ChineseDigit(trial.Next) is >= 1 and <= 6 || trial.Next is '日' or '天' or '末' or ',') trial.At++;
        cursor = trial;
        return true;
    }
}
