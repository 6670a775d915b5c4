using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Text;
using Microsoft.Extensions.ObjectPool;

namespace ChatGrid.Understanding;

/// <summary>Reads messages. Pure and thread-safe: the same message gives the same reading, whatever was read before.</summary>
public sealed class Reader
{
    private readonly Grammar _grammar;
    private readonly LinearModel _model;
    private readonly TrainingOptions _options;
    private readonly Judgement _judgement;
    private readonly ObjectPool<Workspace> _works;

    public Reader(Grammar grammar, LinearModel model, Tuning tuning, TrainingOptions? options = null)
    {
        _grammar = grammar;
        _model = model;
        _options = options ?? TrainingOptions.Default;
        _judgement = new Judgement(grammar.Lexicon, model, tuning);
        _works = new DefaultObjectPool<Workspace>(new Works(grammar.Lexicon));
    }

    public Reading Read(MessageToRead message)
    {
        var work = _works.Get();
        try
        {
            var from = QuotedHead.Length(message.Text);
            _grammar.Analyse(message, from, work);
            if (!SaysAnything(work.Text.Characters)) return Reading.Nothing;
            ReaderTraining.Features(work, _model.Features, _options);
            _model.Score(work.Features, work.Scores);
            return _judgement.Of(message, work);
        }
        finally
        {
            _works.Return(work);
        }
    }

    // Without a letter or a digit only the model's bias would speak.
    private static bool SaysAnything(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) return true;
        }
        return false;
    }

    private sealed class Works(Lexicon lexicon) : PooledObjectPolicy<Workspace>
    {
        public override Workspace Create() => new(lexicon);

        public override bool Return(Workspace obj) => obj.Text.Length <= 4096;
    }
}
