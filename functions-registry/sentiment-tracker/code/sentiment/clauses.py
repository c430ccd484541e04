"""Sentences and clauses: how far a "not" reaches, and what counts more when two things are said."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .lexicon import CONCESSIONS, CONTRASTS, NO_CONTRAST_AFTER
from .tokens import Token

BEFORE_CONTRAST = 0.5
AFTER_CONTRAST = 1.25
CONCEDED = 0.5


@dataclass
class Clause:
    """Words between two marks, and how much they count in their sentence."""

    weight: float = 1.0
    words: list[Token] = field(default_factory=list)


@dataclass
class Sentence:
    """Clauses in order, and the mark that ends them, if any."""

    clauses: list[Clause] = field(default_factory=lambda: [Clause()])
    end: str = ""


def sentences(tokens: Iterable[Token]) -> list[Sentence]:
    """Cuts tokens into sentences of clauses; symbols are not part of any."""
    found = [Sentence()]
    for token in tokens:
        if token.kind == "mark":
            _end(found, token.text)
        elif token.kind == "word":
            _add(found[-1], token)
    return found


def _end(found: list[Sentence], mark: str) -> None:
    if any(end in mark for end in "!?.\n"):
        found[-1].end = mark
        found.append(Sentence())
        return
    last = found[-1].clauses[-1]
    found[-1].clauses.append(Clause(1.0 if last.weight == CONCEDED else last.weight))


def _add(sentence: Sentence, token: Token) -> None:
    words = sentence.clauses[-1].words
    before = words[-1].text if words else ""
    if token.text in CONTRASTS and before not in NO_CONTRAST_AFTER:
        for clause in sentence.clauses:
            clause.weight *= BEFORE_CONTRAST
        sentence.clauses.append(Clause(AFTER_CONTRAST))
    elif token.text in CONCESSIONS:
        sentence.clauses.append(Clause(CONCEDED))
    else:
        words.append(token)
