"""The lists themselves."""

import re
import unittest

from context import FOLDER
from sentiment.lexicon import BOOSTERS, NEGATORS, PHRASES, SYMBOLS, WORDS


class LexiconTest(unittest.TestCase):
    def test_holds_enough_words_of_both_kinds(self):
        good = sum(weight > 0 for weight in WORDS.values())

        self.assertGreater(good, 1000)
        self.assertGreater(len(WORDS) - good, 1000)

    def test_weighs_everything_between_minus_four_and_four(self):
        weights = [*WORDS.values(), *SYMBOLS.values(), *PHRASES.values()]

        self.assertTrue(all(-4 <= weight <= 4 for weight in weights))
        self.assertNotIn(0, WORDS.values())

    def test_is_written_as_the_tokeniser_reads(self):
        self.assertEqual([word for word in WORDS if not re.fullmatch("[a-z]+", word)], [])
        self.assertEqual([phrase for phrase in PHRASES if len(phrase) < 2], [])
        self.assertEqual([symbol for symbol in SYMBOLS if "\ufe0f" in symbol], [])

    def test_gives_each_word_one_role(self):
        self.assertEqual(WORDS.keys() & (NEGATORS | BOOSTERS.keys()), set())

    def test_is_sorted_without_repeats(self):
        for path in sorted((FOLDER / "code" / "sentiment").glob("*.tsv")):
            entries = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()]

            self.assertEqual(entries, sorted(set(entries)), path.name)


if __name__ == "__main__":
    unittest.main()
