"""What moves a text from one class to another."""

import unittest

import context  # noqa: F401
from sentiment import classify
from sentiment.scoring import strength
from sentiment.tokens import tokenise


def feel(text: str) -> float:
    return strength(tokenise(text))


class ClassifyTest(unittest.TestCase):
    def assert_classes(self, expected: dict[str, str]):
        self.assertEqual({text: classify(text) for text in expected}, expected)

    def test_reads_plain_feelings_in_five_classes(self):
        self.assert_classes(
            {
                "What an awful day": "Very Negative",
                "The soup was cold and boring": "Negative",
                "The soup was served at eight": "Neutral",
                "The soup was nice": "Positive",
                "The soup was amazing": "Very Positive",
            }
        )

    def test_turns_what_a_negation_reaches(self):
        self.assert_classes(
            {
                "I am not happy": "Negative",
                "I don’t think this is good": "Negative",
                "nobody was friendly": "Negative",
                "it isn't bad": "Neutral",
                "not a problem, I love it": "Positive",
                "not only good but great": "Positive",
                "never been happier": "Positive",
            }
        )

    def test_lets_a_negation_reach_neither_the_next_clause_nor_far(self):
        self.assertGreater(feel("no, this is great"), 0)
        self.assertGreater(feel("not that I have ever been to Paris but it is great"), 0)
        self.assertLess(feel("not great and terrible"), 0)

    def test_hears_boosters_capitals_stretching_and_exclamations(self):
        plain = feel("this is good")

        louder = ["very good", "absolutely good", "this is GOOD", "this is goooood", "this is good!", "so good"]

        self.assertEqual([text for text in louder if feel(text) <= plain], [])
        self.assertGreater(feel("sooooo good"), feel("so good"))
        self.assertGreater(feel("this is good!!!"), feel("this is good!"))
        self.assertLess(feel("slightly good"), plain)
        self.assertLess(feel("is this good?"), plain)

    def test_hears_no_capitals_where_all_is_in_capitals(self):
        self.assertEqual(feel("THIS IS GOOD"), feel("this is good"))

    def test_weighs_what_follows_a_but_more(self):
        self.assertLess(feel("the view is good, but the bed is bad"), 0)
        self.assertGreater(feel("the bed is bad but the view is good"), 0)
        self.assertGreater(feel("although the bed is bad, the view is good"), 0)
        self.assertGreater(feel("nothing but good news"), feel("good news") * 0.9)

    def test_reads_emoji_emoticons_and_hashtags(self):
        self.assert_classes(
            {
                "See you at eight 😍": "Positive",
                "See you at eight 👍🏽": "Neutral",
                "See you at eight ❤️": "Positive",
                "See you at eight :(": "Negative",
                "thanks:)": "Positive",
                "#LoveThisPlace": "Positive",
                "#heartbroken": "Negative",
                "😡😡😡😡😡": "Very Negative",
            }
        )

    def test_counts_a_repeated_emoji_little_more_than_one(self):
        self.assertEqual(feel("🙂🙂🙂🙂🙂🙂"), feel("🙂🙂"))

    def test_takes_no_feeling_from_addresses_and_mentions(self):
        self.assert_classes(
            {
                "https://great.example/love/happy": "Neutral",
                "@happy_love_joy hi": "Neutral",
                "mail love.happy@great.example": "Neutral",
            }
        )

    def test_takes_words_that_belong_together_together(self):
        self.assert_classes(
            {
                "What kind of bread is that": "Neutral",
                "I can't wait to see you": "Positive",
                "He passed away last night": "Negative",
                "I mean it depends": "Neutral",
            }
        )

    def test_leaves_other_languages_to_their_emoji(self):
        self.assert_classes(
            {
                "Die Kinder sind in der Schule und die Sonne scheint": "Neutral",
                "Le pain est sur la table avec du fromage": "Neutral",
                "это ужасно": "Neutral",
                "とても嬉しい 😍": "Positive",
            }
        )

    def test_is_not_extreme_because_it_is_long(self):
        mild = "The walk was pleasant. The rain was unpleasant. " * 200

        self.assertEqual(classify(mild), "Neutral")

    def test_survives_whatever_it_is_given(self):
        odd = ["", " ", "\x00", "\ud800", "'" * 50_000, "a." * 50_000, "not " * 50_000, "goood" * 9_999, "!" * 50_000]

        self.assertEqual({classify(text) for text in odd}, {"Neutral"})


if __name__ == "__main__":
    unittest.main()
