"""
How often the tracker agrees with a person, on texts that person labelled before.

Stated accuracy on the held-out texts: at least 80 % exactly right of five classes, 85 % right about good, bad
or neither, 95 % at most one class away. They are few and short and by one person: a check against getting
worse, no claim about the world.
"""

import unittest

from context import FOLDER
from sentiment import classify

CLASSES = ["Very Negative", "Negative", "Neutral", "Positive", "Very Positive"]


def labelled(wanted: str) -> list[tuple[int, int]]:
    """(label, answer) of each text of a set, as numbers from 0 to 4."""
    lines = (FOLDER / "test" / "labelled_texts.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 2) for line in lines if not line.startswith("#")]
    return [(CLASSES.index(label), CLASSES.index(classify(text))) for kind, label, text in rows if kind == wanted]


def share(pairs: list[tuple[int, int]], agrees) -> float:
    return sum(agrees(label, answer) for label, answer in pairs) / len(pairs)


def side(number: int) -> int:
    return (number > 2) - (number < 2)


class AccuracyTest(unittest.TestCase):
    def test_agrees_with_a_person_on_texts_it_was_not_tuned_on(self):
        pairs = labelled("hold")

        self.assertEqual(len(pairs), 70)
        self.assertGreaterEqual(share(pairs, lambda label, answer: label == answer), 0.80)
        self.assertGreaterEqual(share(pairs, lambda label, answer: side(label) == side(answer)), 0.85)
        self.assertGreaterEqual(share(pairs, lambda label, answer: abs(label - answer) <= 1), 0.95)

    def test_agrees_with_a_person_on_texts_it_was_tuned_on(self):
        pairs = labelled("tune")

        self.assertGreaterEqual(share(pairs, lambda label, answer: label == answer), 0.90)


if __name__ == "__main__":
    unittest.main()
