"""Cuts a text into words, symbols and marks, whatever script and style it is written in."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

from .lexicon import SYMBOLS, VOCABULARY


@dataclass(frozen=True)
class Token:
    """A word in lower case, a symbol as the lexicon has it, or a mark: what ends a clause or a sentence."""

    kind: str
    text: str
    #: Written in capitals, or stretched like "sooo".
    stressed: bool = False


#: Feelings that are often glued to a word ("thanks:)"); the others would be found in the middle of text.
_GLUED = (":)", ":-)", ":(", ":-(", ";)", ";-)", ":'(", ":'-(", "<3", "</3")
_EMOTICONS = sorted((s for s in SYMBOLS if s.isascii()), key=len, reverse=True)
_EMOJI = sorted((s for s in SYMBOLS if not s.isascii()), key=len, reverse=True)


def _any(symbols: list[str]) -> str:
    return "|".join(re.escape(symbol) for symbol in symbols)


_TOKEN = re.compile(
    rf"""(?P<skip> (?:https?://|www\.)\S+ | (?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+ | @\w+ )
    | (?P<glued> (?:{_any([s for s in _EMOTICONS if s in _GLUED])}) )
    | (?P<emoticon> (?<!\w)(?:{_any([s for s in _EMOTICONS if s not in _GLUED])})(?!\w) )
    | (?P<emoji> (?:{_any(_EMOJI)}) )
    | [#](?P<hashtag> \w+ )
    | (?P<word> [^\W\d_]+(?:'[^\W\d_]+)* )
    | (?P<mark> [!?.]+ | [,;:()"\n] | (?<=\s)-+(?=\s) )""",
    re.VERBOSE,
)

_MODIFIERS = re.compile("[\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}\U0001f3fb-\U0001f3ff]")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2014": ",", "\u2013": ",", "`": "'"})
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+")
_LAUGH = re.compile(r"(?:a?(?:ha){2,}h?|(?:he){2,}h?)")
_RUN = re.compile(r"(.)\1{2,}")
_MOST_RUNS = 4

#: A text with this share of its words in capitals shouts throughout, so that no word of it stands out.
_SHOUTED = 0.6


def tokenise(text: str) -> list[Token]:
    """The tokens of a text in order; addresses, mentions and numbers are left out."""
    plain = _MODIFIERS.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)
    found = [(match.lastgroup or "", match.group(match.lastgroup)) for match in _TOKEN.finditer(plain)]
    words = [word for kind, word in found if kind == "word" and len(word) > 1]
    capitals = sum(word.isupper() for word in words)
    calm = capitals < _SHOUTED * len(words)
    return [token for kind, part in found for token in _tokens(kind, part, calm)]


def _tokens(kind: str, part: str, calm: bool) -> list[Token]:
    if kind == "word":
        return [_word(part, calm)]
    if kind == "hashtag":
        whole = part.lower()
        return [_word(word, False) for word in ([whole] if whole in VOCABULARY else _CAMEL.findall(part))]
    if kind == "mark":
        return [Token("mark", part)]
    return [] if kind == "skip" else [Token("symbol", part)]


def _word(word: str, calm: bool) -> Token:
    shouted = calm and len(word) > 1 and word.isupper()
    lower = word.lower().removesuffix("'s")
    if _LAUGH.fullmatch(lower):
        return Token("word", "haha")
    if not _RUN.search(lower):
        return Token("word", lower, shouted)
    return Token("word", _unstretch(lower), True)


def _unstretch(word: str) -> str:
    """The known word behind a stretched one ("goooood" is good, "looove" is love), else with its runs cut short."""
    pieces = _RUN.split(word)
    plain, runs = pieces[0::2], pieces[1::2]
    if len(runs) <= _MOST_RUNS:
        for counts in product((2, 1), repeat=len(runs)):
            shorter = plain[0] + "".join(r * n + p for r, n, p in zip(runs, counts, plain[1:], strict=True))
            if shorter in VOCABULARY:
                return shorter
    return _RUN.sub(r"\1", word)
