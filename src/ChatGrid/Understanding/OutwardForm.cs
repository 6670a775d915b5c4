using ChatGrid.Understanding.Model;

namespace ChatGrid.Understanding;

/// <summary>Reads off what shows of a message from outside.</summary>
public static class OutwardForm
{
    public static MessageForm Of(ReadOnlySpan<char> text, SenderRole role, Workspace work)
    {
        var form = role >= SenderRole.Gridworker ? MessageForm.Gridworker : MessageForm.None;
        form |= text.Length switch
        {
            <= 4 => MessageForm.Tiny,
            <= 14 => MessageForm.Brief,
            <= 80 => MessageForm.None,
            <= 160 => MessageForm.Wordy,
            _ => MessageForm.Letter
        };
        foreach (var character in text) form |= OfCharacter(character);
        foreach (var span in work.Spans) form |= OfSpan(span.Kind);
        if (work.Format.Points >= 2) form |= MessageForm.NoticeDress;
        if (work.Emergency is { Section: not null } finding) form |= finding.Excused ? MessageForm.ExcusedWords : MessageForm.EmergencyWords;
        return form;
    }

    private static MessageForm OfCharacter(char character) => character switch
    {
        '?' => MessageForm.Question,
        '!' => MessageForm.Exclamation,
        '@' => MessageForm.AtSomebody,
        '\n' => MessageForm.Lines,
        '元' or '块' => MessageForm.Amount,
        >= '\uE000' and <= '\uF7FF' => MessageForm.Emoji,
        _ => MessageForm.None
    };

    private static MessageForm OfSpan(SpanKind kind) => kind switch
    {
        SpanKind.Place => MessageForm.Place,
        SpanKind.Phone => MessageForm.Phone,
        SpanKind.Time => MessageForm.Time,
        SpanKind.Person => MessageForm.Person,
        _ => MessageForm.None
    };
}
