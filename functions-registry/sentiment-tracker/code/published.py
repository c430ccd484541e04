"""What the function publishes about itself, and asks for."""

_NO_PICTURE = {"normal": ""}


def _property(endpoint: str, text: str, timestamp: str) -> dict:
    return {"endpoints": [{"endpoint": endpoint, "mapping": {"text": text, "timestamp": timestamp}}]}


#: Texts and their dates, nothing else. There are no date filters: history that is imported later counts too.
DATA_BUNDLE = {
    "name": "sentiment-tracker",
    "bundle": {
        "twitter/tweets": _property("twitter/tweets", "text", "lastUpdated"),
        "facebook/feed": _property("facebook/feed", "message", "created_time"),
        "rumpel/notablesv1": _property("rumpel/notablesv1", "message", "created_time"),
    },
}

CONFIGURATION = {
    "id": "sentiment-tracker",
    "info": {
        "version": "1.0.0",
        "versionReleaseDate": "2026-11-22T00:00:00.000Z",
        "updateNotes": {
            "header": "First release",
            "notes": ["Reads tweets, Facebook posts and notes", "Understands English words, emoji and emoticons"],
        },
        "name": "Sentiment Tracker",
        "headline": "See how you feel in what you write",
        "description": {
            "text": "Reads each tweet, post and note you write and saves back to your PDA how it feels: very"
            " negative, negative, neutral, positive or very positive. It understands English; texts in other"
            " languages count by their emoji alone.",
            "markdown": "Reads each tweet, post and note you write and saves back to your PDA how it feels:"
            " **very negative, negative, neutral, positive or very positive**.\n\nIt understands English; texts in"
            " other languages count by their emoji alone.",
        },
        "termsUrl": "https://she.example/sentiment-tracker/terms",
        "supportContact": "support@she.example",
        "graphics": {"banner": _NO_PICTURE, "logo": _NO_PICTURE, "screenshots": []},
        "dataPreviewEndpoint": "/she/feed/she/sentiments",
    },
    "developer": {
        "id": "she",
        "name": "Smart HAT Engine",
        "url": "https://she.example",
        "country": "United Kingdom",
    },
    "trigger": {"triggerType": "individual"},
    "dataBundle": DATA_BUNDLE,
    "status": {"available": True, "enabled": False},
}
