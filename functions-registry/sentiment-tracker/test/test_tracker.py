"""From requests to responses."""

import json
import unittest

from context import NOW, TWEETS, a_record, a_request
from handlers import bundle, configuration, process
from tracker import track


def data_of(responses: list[dict]) -> list[dict]:
    return [record for response in responses for record in response["data"]]


class TrackTest(unittest.TestCase):
    def test_answers_each_text_with_one_record_linked_to_its_source(self):
        request = a_request(a_record("What a lovely day!"))

        responses = track(request, NOW)

        emotion = {
            "timestamp": "2026-11-20T08:15:00.000Z",
            "source": TWEETS,
            "text": "What a lovely day!",
            "sentiment": "Positive",
        }
        self.assertEqual(
            responses,
            [
                {
                    "namespace": "she",
                    "endpoint": "insights/emotions",
                    "data": [emotion],
                    "linkedRecords": ["5e0c4b0e-7a0f-4a57-9f55-0b8a0f6c1d11"],
                }
            ],
        )

    def test_keeps_the_order_of_the_request(self):
        data = {
            "rumpel/notablesv1": [a_record("one"), a_record("two")],
            "facebook/feed": [a_record("three")],
        }

        emotions = data_of(track({"request": {"data": data}}, NOW))

        self.assertEqual([emotion["text"] for emotion in emotions], ["one", "two", "three"])
        self.assertEqual([emotion["source"] for emotion in emotions], ["rumpel/notablesv1"] * 2 + ["facebook/feed"])

    def test_quotes_the_text_exactly(self):
        text = "  <b>Look</b>: https://example.org 😍\n‘quoted’ ﬁne  "

        (emotion,) = data_of(track(a_request(a_record(text)), NOW))

        self.assertEqual(emotion["text"], text)

    def test_dates_a_text_by_its_source_then_by_now(self):
        bare = a_record("hi", data={"text": "hi"})
        dated = bare | {"sourceTimestamp": "2026-11-19T10:00:00+01:00"}

        emotions = data_of(track(a_request(dated, bare), NOW))

        self.assertEqual(
            [emotion["timestamp"] for emotion in emotions], ["2026-11-19T09:00:00.000Z", "2026-11-22T12:30:00.000Z"]
        )

    def test_gives_nothing_for_records_without_a_text(self):
        records = [a_record(text) for text in (None, "", " \n", 7, True, ["a"], {"a": 1})]
        records += [None, 7, "text", [], {}, {"data": None}, {"data": []}, {"data": "text"}]

        self.assertEqual(track(a_request(*records), NOW), [])

    def test_links_nothing_where_there_is_no_proper_id(self):
        records = [a_record("hi", recordId=record_id) for record_id in (None, 7, "no id", [])]

        responses = track(a_request(*records), NOW)

        self.assertEqual([response["linkedRecords"] for response in responses], [[]] * 4)

    def test_answers_odd_requests_with_nothing(self):
        odd = [None, "", 7, [], {}, {"request": None}, {"request": {"data": []}}, {"request": {"data": {TWEETS: None}}}]

        self.assertEqual([track(event, NOW) for event in odd], [[]] * len(odd))


class HandlersTest(unittest.TestCase):
    def test_publish_the_bundle_that_they_ask_for(self):
        self.assertEqual(bundle({"fromDate": "x", "untilDate": "y"}, None), configuration("", None)["dataBundle"])

    def test_ask_for_texts_and_dates_without_date_filters(self):
        queries = [query for one in bundle(None, None)["bundle"].values() for query in one["endpoints"]]

        self.assertEqual([sorted(query) for query in queries], [["endpoint", "mapping"]] * 3)
        self.assertEqual([sorted(query["mapping"]) for query in queries], [["text", "timestamp"]] * 3)

    def test_answer_with_json(self):
        answer = process(a_request(a_record("What a lovely day!")), None)

        self.assertEqual(json.loads(json.dumps(answer)), answer)


if __name__ == "__main__":
    unittest.main()
