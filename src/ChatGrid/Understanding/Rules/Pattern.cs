namespace ChatGrid.Understanding.Rules;

/// <summary>A phrase with gaps, 「电梯/轿厢…困/关」: each slot one of several words, in this order, close together.</summary>
/// <param name="Slots">Word numbers of each slot.</param>
/// <param name="Group">The section of the file that it stands in.</param>
/// <param name="Written">As it was written, to be shown.</param>
public sealed record Pattern(int[][] Slots, int Group, string Written);

/// <summary>Where a pattern was found, in folded offsets.</summary>
public readonly record struct Match(Pattern Pattern, int Start, int End, int FirstEnd);
