"""Dates as feeds write them, turned into the one form the engine writes."""

from datetime import UTC, datetime

#: No date is longer; keeps hostile texts away from the parsers.
_LONGEST = 40

#: "Wed Aug 27 13:08:45 +0000 2008".
_TWITTER = "%a %b %d %H:%M:%S %z %Y"


def iso(value: object) -> str | None:
    """ISO 8601 in UTC with milliseconds, or None when `value` is no date. Numbers are milliseconds since 1970."""
    try:
        moment = _read(value)
        return None if moment is None else _write(moment)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _read(value: object) -> datetime | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return datetime.fromtimestamp(value / 1000, UTC)
    if not isinstance(value, str) or not value or len(value) > _LONGEST:
        return None
    if value[0].isdigit():
        return datetime.fromisoformat(value)
    return datetime.strptime(value, _TWITTER)


def _write(moment: datetime) -> str:
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return known.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
