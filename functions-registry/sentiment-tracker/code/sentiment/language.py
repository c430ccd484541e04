"""Tells English from languages that share its letters, so that German "die" or French "pain" mean nothing here."""

from collections.abc import Iterable

#: Small words that fill each language and are not also small words of English.
_ENGLISH = frozenset(
    "the of and to it is that this you was for are with my be have your they we at but not what all were when"
    " there been who will if would so i he she his her has had our their from".split()
)
_OTHERS = frozenset(
    # German, Dutch
    "der das und ist nicht ein eine einen mit auf für dem den von sich auch wir ihr zu aus wie oder noch nur"
    " het een niet van voor maar ook naar zijn dat deze wordt je ik"
    # French
    " le la les des est une dans pour qui sur au aux avec ce cette il elle nous vous pas mais je ai du et"
    # Spanish, Portuguese, Italian
    " el los las una por con para como pero más muy está que de y es lo su al um uma não com mais foi os"
    " il gli della che per sono ho anche più di ma nel questa".split()
)


def is_foreign(words: Iterable[str]) -> bool:
    """Whether the small words point to another language more than to English."""
    known = list(words)
    return sum(word in _OTHERS for word in known) > sum(word in _ENGLISH for word in known)
