"""Dates as feeds write them."""

import unittest

import context  # noqa: F401
from timestamps import iso


class IsoTest(unittest.TestCase):
    def test_writes_every_form_as_utc_with_milliseconds(self):
        forms = {
            "2026-11-20T08:15:00Z": "2026-11-20T08:15:00.000Z",
            "2026-11-20T08:15:00.123456+01:00": "2026-11-20T07:15:00.123Z",
            "2026-11-20T08:15:00+0100": "2026-11-20T07:15:00.000Z",
            "2026-11-20T08:15:00": "2026-11-20T08:15:00.000Z",
            "2026-11-20": "2026-11-20T00:00:00.000Z",
            "Fri Nov 20 08:15:00 +0000 2026": "2026-11-20T08:15:00.000Z",
            1714547700000: "2024-05-01T07:15:00.000Z",
        }

        self.assertEqual({form: iso(form) for form in forms}, forms)

    def test_refuses_what_is_no_date(self):
        odd = [None, True, "", "yesterday", "2026-13-01", "9" * 1000, 1e300, float("nan"), [], {}]

        self.assertEqual([value for value in [*odd, "0001-01-01T00:00:00+12:00"] if iso(value)], [])


if __name__ == "__main__":
    unittest.main()
