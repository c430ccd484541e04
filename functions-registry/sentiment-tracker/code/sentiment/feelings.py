"""The weighted words of one clause, each turned, raised or lowered by the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from .lexicon import AFTERTHOUGHTS, BOOSTERS, NEGATORS, PHRASE_LENGTHS, PHRASES, WORDS
from .tokens import Token

#: A negator reaches this many words ahead.
REACH = 4

#: "Not good" is less bad than good is good, and "not bad" is less good still.
NEGATED_GOOD = -0.85
NEGATED_BAD = -0.5

STRESSED = 1.25
STRESSED_BOOSTER = 1.15
AFTERTHOUGHT = 1.15
MOST_BOOSTERS = 3
MOST_BOOST = 2.0


@dataclass(frozen=True)
class _Hit:
    """Where in the clause a weighted word or phrase stands."""

    start: int
    end: int
    weight: float


def clause_feelings(words: Sequence[Token]) -> list[float]:
    """What each weighted word or phrase of a clause feels; those without weight are left out."""
    hits = _hits(words)
    in_phrase = {at for hit in hits if hit.end - hit.start > 1 for at in range(hit.start, hit.end)}
    free = ["" if at in in_phrase else word.text for at, word in enumerate(words)]
    feelings = []
    for before, hit in zip([None, *hits], hits, strict=False):
        value = hit.weight * _stress(words, hit) * _boost(words, free, hit)
        if _is_negated(free, hit, before):
            value *= NEGATED_GOOD if value > 0 else NEGATED_BAD
        feelings.append(value)
    return [value for value in feelings if value]


def _hits(words: Sequence[Token]) -> list[_Hit]:
    hits, at = [], 0
    while at < len(words):
        hit = _phrase_at(words, at) or _Hit(at, at + 1, WORDS.get(words[at].text, 0.0))
        if hit.weight or hit.end - hit.start > 1:
            hits.append(hit)
        at = hit.end
    return hits


def _phrase_at(words: Sequence[Token], at: int) -> _Hit | None:
    for length in PHRASE_LENGTHS.get(words[at].text, ()):
        phrase = tuple(word.text for word in words[at : at + length])
        if phrase in PHRASES:
            return _Hit(at, at + length, PHRASES[phrase])
    return None


def _stress(words: Sequence[Token], hit: _Hit) -> float:
    return STRESSED if any(word.stressed for word in words[hit.start : hit.end]) else 1.0


def _boost(words: Sequence[Token], free: Sequence[str], hit: _Hit) -> float:
    boost = 1.0
    for at in range(hit.start - 1, max(-1, hit.start - 1 - MOST_BOOSTERS), -1):
        if free[at] not in BOOSTERS:
            break
        boost *= BOOSTERS[free[at]] * (STRESSED_BOOSTER if words[at].stressed else 1.0)
    after = tuple(free[hit.end : hit.end + REACH + 1])
    if any(after[i : i + len(phrase)] == phrase for phrase in AFTERTHOUGHTS for i in range(len(after))):
        boost *= AFTERTHOUGHT
    return min(boost, MOST_BOOST)


def _is_negated(free: Sequence[str], hit: _Hit, before: _Hit | None) -> bool:
    """Whether an odd number of negators reaches a hit; none reaches past a feeling of the other kind."""
    start = max(0, hit.start - REACH)
    if before and before.weight * hit.weight < 0:
        start = max(start, before.end)
    return sum(word in NEGATORS or word.endswith("n't") for word in free[start : hit.start]) % 2 == 1
