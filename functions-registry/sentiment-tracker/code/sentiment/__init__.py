"""How a text feels, in five classes, by a lexicon and the words around its words."""

from .classes import classify

__all__ = ["classify"]
