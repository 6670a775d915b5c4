#!/usr/bin/env python3
"""Scores readings against the test set in this folder (python3, standard library only).

    dotnet run --project src/ChatGrid -- understand < messages.jsonl > PRED_MESSAGES.jsonl
    dotnet run --project src/ChatGrid -- understand --threads < threads.jsonl > PRED_THREADS.jsonl
    score.py PRED_MESSAGES.jsonl [PRED_THREADS.jsonl] [-v]

The gold files lie beside this script. -v lists the wrong rows. How the rows were labelled:
  request   somebody should act on it or answer it officially; small favours between neighbours are none (kind neighbour)
  category  the field; of an item that has one always that one, of 其他 and 政策咨询 by topic
  item_ok   further items a clerk could defend for the row (counted right in "item accuracy", not in "strict")
  place     a span is the full stretch a handler would read (building, unit, room, group, landmark, road, named institution
            where it is the scene); 「我家」「楼上」「小区」 alone are none; `place` is the one that matters
  time      date, part of day, clock time, range, repetition (每天晚上, 天天), counted or vague-counted duration (三天, 好几天, 半夜),
            现在 and 今天; adjacent pieces are one span, a range with both its ends; 从/自 before an open start, 刚才, 马上, 最近,
            一直, 放学 and questions (几点, 几月) are none
  phone     personal, office and 400 numbers; the short public numbers 110, 119, 120, 12345 are none
In threads.jsonl "expect" holds the tickets that must stand open at the end; a value with * is a pattern (as in .chat files), "*" alone
takes anything, also null; item_ok as above. The order of tickets does not matter.
"""
import collections
import fnmatch
import itertools
import json
import os
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
URGENT = 2


def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def ratio(a, b):
    return a / b if b else 0.0


def f1(tp, fp, fn):
    p, r = ratio(tp, tp + fp), ratio(tp, tp + fn)
    return p, r, ratio(2 * p * r, p + r)


def score_messages(gold, pred, verbose):
    pred = {p.get("id"): p for p in pred}
    missing = sum(1 for g in gold if g["id"] not in pred)
    if missing:
        print(f"!! {missing} of {len(gold)} rows have no prediction (counted as silence)")

    def of(g):
        return pred.get(g["id"], {})

    def s(g):
        return float(of(g).get("request_score") or 0.0)

    pos = [g for g in gold if g["request"]]
    neg = [g for g in gold if not g["request"]]
    print(f"messages {len(gold)}: requests {len(pos)}, others {len(neg)}")

    tp = sum(s(g) >= 0.5 for g in pos)
    fp = sum(s(g) >= 0.5 for g in neg)
    p, r, f = f1(tp, fp, len(pos) - tp)
    print(f"request            P {p:.3f}  R {r:.3f}  F1 {f:.3f}   (bar .93)")

    quiet = sorted((s(g) for g in neg if g["kind"] in ("chat", "reply")), reverse=True)
    allowed = int(len(quiet) * 0.01)
    edge = quiet[allowed] if allowed < len(quiet) else -1.0   # the first score that may not pass
    hit = sum(s(g) > edge for g in pos)
    print(f"recall at 1% false alarms on chat+reply ({allowed} of {len(quiet)} may pass): {ratio(hit, len(pos)):.3f}"
          f"  above {edge:.3f}   (bar .90)")

    print("false alarms at 0.5:")
    for kind in sorted({g["kind"] for g in neg}):
        ks = [g for g in neg if g["kind"] == kind]
        n = sum(s(g) >= 0.5 for g in ks)
        print(f"  {kind:<11}{n:>4} of {len(ks):<4} {ratio(n, len(ks)):6.1%}")
    print("missed requests at 0.5:")
    groups = collections.OrderedDict()
    for g in pos:
        groups.setdefault(g["kind"], []).append(g)
    groups["letters"] = [g for g in pos if g.get("letter")]
    for kind, ks in groups.items():
        n = sum(s(g) < 0.5 for g in ks)
        print(f"  {kind:<11}{n:>4} of {len(ks):<4} {ratio(n, len(ks)):6.1%}")

    # field
    fields = sorted({g["category"] for g in pos})
    parts = []
    for c in fields:
        tp = sum(g["category"] == c and of(g).get("category") == c for g in pos)
        fp = sum(g["category"] != c and of(g).get("category") == c for g in pos)
        fn = sum(g["category"] == c and of(g).get("category") != c for g in pos)
        parts.append((c, f1(tp, fp, fn), tp + fn))
    print(f"field macro-F1     {sum(x[1][2] for x in parts) / len(parts):.3f}   (bar .85)")
    for c, (p, r, f), n in parts:
        print(f"  {f:.3f}  P {p:.3f}  R {r:.3f}  n {n:<4} {c}")

    # item
    strict = sum(of(g).get("item") == g["item"] for g in pos)
    ok = sum(item_ok(g, of(g).get("item")) for g in pos)
    fit = [g for g in pos if g["item"] != "其他"]
    okfit = sum(item_ok(g, of(g).get("item")) for g in fit)
    print(f"item accuracy      {ratio(okfit, len(fit)):.3f} of the {len(fit)} that fit an item (bar .85); "
          f"all requests {ratio(ok, len(pos)):.3f}, strict {ratio(strict, len(pos)):.3f}")
    per = collections.OrderedDict()
    for g in pos:
        a = per.setdefault(g["item"], [0, 0])
        a[1] += 1
        a[0] += item_ok(g, of(g).get("item"))
    for name, (a, n) in sorted(per.items(), key=lambda kv: ratio(*kv[1])):
        print(f"  {ratio(a, n):.3f}  n {n:<4} {name}")

    # emergency
    em = [g for g in gold if g["urgency"] == URGENT]
    said = [g for g in gold if of(g).get("urgency") == URGENT]
    tp = sum(of(g).get("urgency") == URGENT for g in em)
    false = [g for g in said if g["urgency"] != URGENT]
    soon = sum(g["urgency"] == 1 for g in false)
    print(f"emergency          R {ratio(tp, len(em)):.3f} (bar .95)  P {ratio(tp, len(said)):.3f} (bar .90; {len(false)} false, "
          f"{soon} of them urgency 1)")
    fig = [g for g in gold if g["kind"] == "figurative"]
    n = sum(of(g).get("urgency") == URGENT for g in fig)
    print(f"figurative taken for emergencies: {n} of {len(fig)} = {ratio(n, len(fig)):.1%}   (bar 1%)")
    one = [g for g in gold if g["urgency"] == 1]
    print(f"urgency 1 read as  0/1/2: {[sum((of(g).get('urgency') or 0) == k for g in one) for k in (0, 1, 2)]} of {len(one)}")
    kinds = sum(of(g).get("kind") == g["kind"] for g in gold)
    print(f"kind accuracy      {ratio(kinds, len(gold)):.3f}")

    # spans
    for t in ("place", "phone", "time"):
        tp = fp = fn = 0
        for g in gold:
            a = {(x[0], x[1]) for x in g["spans"] if x[2] == t}
            b = {(x[0], x[1]) for x in of(g).get("spans") or [] if len(x) > 2 and x[2] == t}
            tp, fp, fn = tp + len(a & b), fp + len(b - a), fn + len(a - b)
        p, r, f = f1(tp, fp, fn)
        print(f"{t + ' spans':<18} P {p:.3f}  R {r:.3f}  F1 {f:.3f}   (bar {'.80' if t == 'time' else '.90'}; n {tp + fn})")
    withp = [g for g in pos if g["place"]]
    right = sum(of(g).get("place") == g["place"] for g in withp)
    print(f"the place that matters, over requests that have one: {ratio(right, len(withp)):.3f} of {len(withp)}")

    # confusions
    def worst(title, pairs, n=12):
        print(title)
        for (a, b), k in collections.Counter(pairs).most_common(n):
            print(f"  {k:>3}  {a} -> {b}")
    worst("worst item confusions:", [(g["item"], str(of(g).get("item"))) for g in pos if not item_ok(g, of(g).get("item"))])
    worst("worst field confusions:",
          [(g["category"], str(of(g).get("category"))) for g in pos if of(g).get("category") != g["category"]], 8)
    worst("worst kind confusions:", [(g["kind"], str(of(g).get("kind"))) for g in gold if of(g).get("kind") != g["kind"]])

    if verbose:
        for g in gold:
            q, why = of(g), []
            if (s(g) >= 0.5) != bool(g["request"]):
                why.append(f"request {s(g):.2f}")
            if g["request"] and not item_ok(g, q.get("item")):
                why.append(f"item {g['item']} -> {q.get('item')}")
            if g["request"] and q.get("category") != g["category"]:
                why.append(f"field {g['category']} -> {q.get('category')}")
            if (q.get("urgency") == URGENT) != (g["urgency"] == URGENT):
                why.append(f"urgency {g['urgency']} -> {q.get('urgency')}")
            have = {tuple(x) for x in q.get("spans") or []}
            want = {tuple(x) for x in g["spans"]}
            cut = lambda x: g["text"].encode("utf-16-le")[2 * x[0]:2 * x[1]].decode("utf-16-le", "replace") + ":" + x[2]
            if want - have:
                why.append("no span " + " ".join(map(cut, sorted(want - have))))
            if have - want:
                why.append("extra span " + " ".join(map(cut, sorted(have - want))))
            if why:
                print(f"{g['id']} [{g['kind']}] {g['text'][:80]!r}: {'; '.join(why)}")


def item_ok(gold, item):
    return item is not None and (item == gold["item"] or item in gold.get("item_ok", ()))


def same(want, got):
    """One expected value against one given; a string with * is a pattern."""
    if want == "*":
        return True
    if isinstance(want, str) and isinstance(got, str):
        a, b = ("".join(unicodedata.normalize("NFKC", x).split()) for x in (want, got))
        return fnmatch.fnmatchcase(b, a) if "*" in a else a == b
    return want == got and isinstance(want, bool) == isinstance(got, bool)


def ticket_errors(want, got):
    bad = []
    for key in ("requester", "item", "place", "emergency", "people"):
        if key == "item" and got.get("item") in want.get("item_ok", ()):
            continue
        if not same(want.get(key), got.get(key)):
            bad.append(f"{key} {want.get(key)} -> {got.get(key)}")
    return bad


def score_threads(gold, pred, verbose):
    pred = {p.get("id"): p for p in pred}
    right = 0
    number = 0
    wrong = collections.Counter()
    silent_total = silent_right = 0
    notes = []
    for g in gold:
        want = g["expect"]["tickets"]
        got = (pred.get(g["id"]) or {}).get("tickets")
        if got is None:
            got = []
            notes.append(f"{g['id']}: no prediction")
            good = False
        elif len(got) != len(want):
            good = False
            number += 1
            wrong["too many tickets" if len(got) > len(want) else "too few tickets"] += 1
            notes.append(f"{g['id']}: {len(want)} expected, {len(got)} given: {json.dumps(got, ensure_ascii=False)}")
        else:
            best = min((sum((ticket_errors(w, t) for w, t in zip(want, perm)), []) for perm in itertools.permutations(got)), key=len)
            good = not best
            for b in best:
                wrong[b.split(" ")[0]] += 1
            if best:
                notes.append(f"{g['id']}: {'; '.join(best)}")
        right += good
        if not want:
            silent_total += 1
            silent_right += good
    print(f"threads exact      {right} of {len(gold)} = {ratio(right, len(gold)):.3f}   (bar .85)")
    print(f"  where nothing must stand: {silent_right} of {silent_total}; wrong number of tickets: {number}; wrong: {dict(wrong.most_common())}")
    if verbose:
        for n in notes:
            print("  " + n)


def main(argv):
    verbose = "-v" in argv
    files = [a for a in argv if not a.startswith("-")]
    if not files or len(files) > 2:
        print(__doc__)
        return 2
    score_messages(load(os.path.join(HERE, "messages.jsonl")), load(files[0]), verbose)
    if len(files) == 2:
        score_threads(load(os.path.join(HERE, "threads.jsonl")), load(files[1]), verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
