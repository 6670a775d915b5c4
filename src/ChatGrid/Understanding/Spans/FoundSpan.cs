namespace ChatGrid.Understanding.Spans;

/// <summary>A stretch found in a folded text, with its normal form. A place is anchored when somebody could walk there
/// (「3号楼」, 「村口」), and not when it only says where at home (「楼道」, 「9楼」).</summary>
public readonly record struct FoundSpan(int Start, int End, SpanKind Kind, string Value, bool Anchored = true);
