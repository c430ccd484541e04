"""How strongly a tokenised text feels: 0 is nothing, below 0 bad, above 0 good."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from .clauses import Sentence, sentences
from .feelings import clause_feelings
from .language import is_foreign
from .lexicon import SYMBOLS
from .tokens import Token

EXCLAMATION = 0.3
EXCLAMATIONS_HEARD = 3
QUESTION = 0.6

#: The first symbol of a kind counts in full, the second half, the others no more.
REPEATED = (1.0, 0.5)


def strength(tokens: Sequence[Token]) -> float:
    """What all sentences and symbols feel, divided so that a text is not stronger by its length alone."""
    foreign = is_foreign(token.text for token in tokens if token.kind == "word")
    feelings = _symbols(tokens)
    for sentence in [] if foreign else sentences(tokens):
        feelings += _sentence(sentence)
    return sum(feelings) / sqrt(max(1, len(feelings)))


def _symbols(tokens: Sequence[Token]) -> list[float]:
    seen = Counter(token.text for token in tokens if token.kind == "symbol")
    return [SYMBOLS[symbol] * sum(REPEATED[:count]) for symbol, count in seen.items()]


def _sentence(sentence: Sentence) -> list[float]:
    feelings = [value * clause.weight for clause in sentence.clauses for value in clause_feelings(clause.words)]
    if not feelings:
        return []
    heard = EXCLAMATION * min(sentence.end.count("!"), EXCLAMATIONS_HEARD)
    if heard:
        strongest = max(range(len(feelings)), key=lambda index: abs(feelings[index]))
        feelings[strongest] += heard if feelings[strongest] > 0 else -heard
    elif "?" in sentence.end:
        feelings = [value * QUESTION for value in feelings]
    return feelings
