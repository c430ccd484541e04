"""The weighted words, phrases and symbols, from -4 (worst) to 4 (best)."""

from pathlib import Path


def _read(name: str) -> dict[str, float]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return {entry: float(weight) for entry, weight in (line.split("\t") for line in lines)}


WORDS = _read("words.tsv")

#: Emoji without their skin tones and variation selectors, and emoticons.
SYMBOLS = _read("symbols.tsv")

#: Words that mean something else together; weight 0 takes them out of the count.
PHRASES = {tuple(phrase.split()): weight for phrase, weight in _read("phrases.tsv").items()}

#: First word of a phrase → lengths such phrases have, longest first.
PHRASE_LENGTHS = {
    first: sorted({len(phrase) for phrase in PHRASES if phrase[0] == first}, reverse=True)
    for first in {phrase[0] for phrase in PHRASES}
}

#: Turn the words after them around. Everything that ends in "n't" does so too.
NEGATORS = frozenset(
    "not no never none nobody nothing neither nor nowhere without cannot hardly barely scarcely rarely seldom"
    " less lack lacks lacked lacking arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt shouldnt wasnt"
    " werent wont wouldnt aint nt".split()
)

#: Make the next word stronger or weaker.
BOOSTERS = {
    **dict.fromkeys(
        "absolutely completely totally utterly incredibly insanely extremely unbelievably ridiculously truly"
        " exceptionally extraordinarily amazingly remarkably terribly awfully horribly fucking bloody damn"
        " hella immensely hugely deeply thoroughly profoundly overwhelmingly".split(),
        1.4,
    ),
    **dict.fromkeys(
        "very so really such super too much especially particularly highly greatly seriously genuinely"
        " entirely most more all total complete utter pure sheer real ever always deep massive huge".split(),
        1.25,
    ),
    **dict.fromkeys("quite pretty rather fairly reasonably mostly generally almost".split(), 0.9),
    **dict.fromkeys(
        "slightly somewhat little bit kinda sorta mildly partly partially marginally least".split(), 0.6
    ),
}

#: Make what came before them in their clause stronger.
AFTERTHOUGHTS = (("so", "much"), ("very", "much"), ("a", "lot"), ("to", "bits"), ("like", "crazy"), ("ever",))

#: What follows counts more than what came before.
CONTRASTS = frozenset("but however nevertheless nonetheless".split())

#: After these "but" is no contrast: "nothing but praise".
NO_CONTRAST_AFTER = frozenset("nothing anything all everything".split())

#: What follows, up to the next clause, is conceded and counts less.
CONCESSIONS = frozenset("although though despite while whilst".split())

#: Every word the scoring knows: what a stretched "loooove" is matched against.
VOCABULARY = frozenset(WORDS) | NEGATORS | frozenset(BOOSTERS) | CONTRASTS | {w for p in PHRASES for w in p}
