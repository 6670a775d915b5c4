using System.Text;

namespace ChatGrid.Understanding.Text;

/// <summary>A message in its folded form, with the way back to the offsets of what was sent; reused from message to message.</summary>
public sealed class FoldedText
{
    private char[] _characters = new char[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, Length);

    /// <summary>For the few rules that rewrite in place (homophones), same length always.</summary>
    public Span<char> Writable => _characters.AsSpan(0, Length);

    public char this[int index] => (uint)index < (uint)Length ? _characters[index] : '\0';

    /// <summary>Where the folded character at <paramref name="index"/> begins in the text that was sent.</summary>
    public int Start(int index) => _starts[index];

    /// <summary>Where the folded stretch that ends before <paramref name="end"/> ends in the text that was sent.</summary>
    public int End(int end) => _ends[end - 1];

    public void Fill(string text, int from, CharacterFold fold)
    {
        Length = 0;
        for (var i = from; i < text.Length; i++)
        {
            var single = fold.One(text[i]);
            if (single != '\0') Put(single, i, i + 1);
            else i += PutSeveral(text, i, fold);
        }
    }

    private int PutSeveral(string text, int at, CharacterFold fold)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            Put('￼', at, at + 1);
            return 0;
        }
        var end = at + rune.Utf16SequenceLength;
        var folded = fold.Several(rune.Value);
        if (folded.IsEmpty && Length > 0) _ends[Length - 1] = end; // a mark belongs to the character before it
        foreach (var character in folded) Put(character, at, end);
        return rune.Utf16SequenceLength - 1;
    }

    private void Put(char character, int start, int end)
    {
        if (Length == _characters.Length) Grow();
        _characters[Length] = character;
        _starts[Length] = start;
        _ends[Length] = end;
        Length++;
    }

    private void Grow()
    {
        Array.Resize(ref _characters, Length * 2);
        Array.Resize(ref _starts, Length * 2);
        Array.Resize(ref _ends, Length * 2);
    }
}
