"""The three calls of the function. Only `process` sees anybody's data, and nothing is ever printed."""

from datetime import UTC, datetime

from published import CONFIGURATION, DATA_BUNDLE
from tracker import track


def configuration(_event, _context):
    """Call 1: what the function is."""
    return CONFIGURATION


def bundle(_event, _context):
    """Call 2: what it wants to read, always the same."""
    return DATA_BUNDLE


def process(event, _context):
    """Call 3: one response for each text it is given."""
    return track(event, datetime.now(UTC))
