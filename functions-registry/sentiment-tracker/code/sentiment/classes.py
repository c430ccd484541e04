"""From strength of feeling to a class."""

from .scoring import strength
from .tokens import tokenise

#: Strength at which a feeling counts half; makes strengths of any size comparable, from -1 to 1.
HALF = 3.0

#: From here on a text is not neutral: one mild word (1) stays below, one clear word (1.5) is above.
CLEAR = 0.28

#: From here on it is very positive or very negative: one extreme word (3.5), or a strong one stressed.
EXTREME = 0.515


def classify(text: str) -> str:
    """One of Very Negative, Negative, Neutral, Positive, Very Positive. Anything that says nothing is Neutral."""
    score = normalise(strength(tokenise(text)))
    if abs(score) < CLEAR:
        return "Neutral"
    side = "Positive" if score > 0 else "Negative"
    return f"Very {side}" if abs(score) >= EXTREME else side


def normalise(value: float) -> float:
    """Any strength as a score between -1 and 1."""
    return value / (abs(value) + HALF)
