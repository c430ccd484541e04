"""From a request to responses: one for each text, so that each is linked with the record it comes from."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sentiment import classify
from timestamps import iso


def track(event: object, now: datetime) -> list[dict]:
    """
    Responses in the order of the request. A record without a text gives none; whatever else is odd about one
    is made the best of, so that it never costs the others.

    :param now: stands in for the date of a text that has none
    """
    data = _dict(_dict(event).get("request")).get("data")
    return [_response(source, record, text, now) for source, record, text in _texts(data)]


def _texts(data: object) -> Iterator[tuple[str, dict, str]]:
    for source, records in _dict(data).items():
        for record in records if isinstance(records, list) else []:
            text = _dict(_dict(record).get("data")).get("text")
            if isinstance(text, str) and text.strip():
                yield source, record, text


def _response(source: str, record: dict, text: str, now: datetime) -> dict:
    dates = (record["data"].get("timestamp"), record.get("sourceTimestamp"), now.isoformat())
    emotion = {
        "timestamp": next(date for date in map(iso, dates) if date),
        "source": source,
        "text": text,
        "sentiment": classify(text),
    }
    return {
        "namespace": "she",
        "endpoint": "insights/emotions",
        "data": [emotion],
        "linkedRecords": _links(record.get("recordId")),
    }


def _links(record_id: object) -> list[str]:
    try:
        return [str(UUID(record_id))] if isinstance(record_id, str) else []
    except ValueError:
        return []


def _dict(value: object) -> dict:
    return value if isinstance(value, dict) else {}
