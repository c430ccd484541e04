"""Makes the function's code importable as it is in its package, and builds requests for it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent.parent

sys.path.insert(0, str(FOLDER / "code"))

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
TWEETS = "twitter/tweets"


def a_record(text: object, **changes: object) -> dict:
    """A tweet as the engine hands it over."""
    data = {"text": text, "timestamp": "2026-11-20T08:15:00Z"}
    record = {"endpoint": TWEETS, "recordId": "5e0c4b0e-7a0f-4a57-9f55-0b8a0f6c1d11", "data": data}
    return record | changes


def a_request(*records: object, source: str = TWEETS) -> dict:
    """A process call with these records as tweets."""
    return {"functionConfiguration": {}, "request": {"data": {source: list(records)}, "linkRecords": True}}
