"""How alike two names are, whatever their order, accents and script.

Names are written in Latin letters (anyascii), then compared word by word and as a whole in every rotation; where they
come from two scripts, by how they sound, and where one script writes no vowels, by the consonants alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import permutations

import msgspec

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "hon", "sir", "amb", "ambassador", "monsieur", "madame"}
    | {"mme", "herr", "frau"}
)
_ARTICLES = frozenset({"al", "el"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "أ": "ا", "إ": "ا", "آ": "ا"})
"""Letters that are one to who writes in a hurry."""
_LIGATURES = str.maketrans(
    {"ø": "o", "Ø": "O", "å": "a", "Å": "A", "ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U"}
)
_DIGRAPHS = str.maketrans({"æ": "ae", "Æ": "Ae", "œ": "oe", "ß": "ss"})
_SPELLINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in ((r"ee|ie|y|j", "i"), (r"ou|oo", "u"), (r"ph", "f"), (r"ck|q", "k"), (r"(.)\1+", r"\1"))
)
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"oe|oi", "i"),
        (r"w(?=u|oo)", ""),
        (r"sch|shch|tch|ch|sh|zh|dj|dzh|tz|ts|cz|sz", "s"),
        (r"kh|gh|ck|q", "k"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"w", "v"),
        (r"ou|oo|oy(?=[^aeiou])", "u"),
        (r"ee|ie|iy|yi|ey|y|j", "i"),
        (r"h", ""),
        (r"[cg]", "k"),
        (r"d", "t"),
        (r"b", "p"),
        (r"z", "s"),
        (r"v", "f"),
        (r"(.)\1+", r"\1"),
    )
)
_NO_VOWELS = ("ARABIC", "HEBREW", "SYRIAC", "THAI")
_VOWELS = "aeiou"
_MOST_WORDS, _LONG_WORD = 5, 5
_INITIAL, _OTHER_ENDING = 0.87, 0.8
"""How much a word is like its first letter, and like one that ends otherwise."""
SAME = 0.88
"""Names at least so much alike are taken for one person's until somebody looks."""


def bones(name: str) -> str:
    """Give the consonants of a name as they sound, its words in order: what names must have much of in common."""
    return " ".join(sorted(filter(None, (_bones(word) for word in folded(name).sounds))))


class Folded(msgspec.Struct, frozen=True):
    """A name as it is compared."""

    words: tuple[str, ...]
    """In lower-case ASCII, without titles."""
    script: str
    """The script of its first letter, such as "LATIN"."""
    letters: int
    """How many letters it has, as written."""

    @property
    def sounds(self) -> tuple[str, ...]:
        """The words as they sound, roughly."""
        return tuple(_sound(word) for word in self.words)


@lru_cache(maxsize=20_000)
def folded(name: str) -> Folded:
    """Give a name as it is compared.

    >>> folded("Dr. Žofia KOVÁČOVÁ").words
    ('zofia', 'kovacova')
    """
    from anyascii import anyascii  # only who looks for duplicates pays for its tables

    name = unicodedata.normalize("NFKC", name)
    script = next((unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()), "")
    # O'Neil and Koval'chuk are one word each
    plain = (
        anyascii(name.translate(_ARABIC).translate(_LIGATURES).translate(_DIGRAPHS)).replace("'", "").replace("`", "")
    )
    if script in ("CJK", "HANGUL"):
        plain = _CAMEL.sub(" ", plain)
    words = [w for w in _WORD.findall(plain.lower()) if w not in _TITLES]
    return Folded(tuple(words[:_MOST_WORDS]), script, sum(c.isalpha() for c in name))


def likeness(a: str, b: str) -> float:
    """Give how alike two names are, from 0 to 1.

    >>> likeness("Kovalchuk, Anna", "Анна Ковальчук") > SAME
    True
    >>> likeness("Anna Berg", "Jonas Berg") > SAME
    False
    """
    first, second = folded(a), folded(b)
    if not first.words or not second.words:
        return 0.0
    if sorted(first.words) == sorted(second.words):
        return 1.0
    if first.script == second.script:
        if first.script == "CJK" and first.letters != second.letters:
            return 0.0  # each sign is a syllable: one more is another name
        best = _words_alike(first.words, second.words, spelt=True)
        spellings = tuple(tuple(map(_spelling, each.words)) for each in (first, second))
        best = max(best, 0.98 * _words_alike(*spellings, spelt=True))
    else:
        best = _words_alike(first.words, second.words)
        best = max(best, 0.99 * _words_alike(first.sounds, second.sounds))
        if any(script.startswith(_NO_VOWELS) for script in (first.script, second.script)):
            bones = tuple(tuple(_bones(w) for w in each.sounds if w not in _ARTICLES) for each in (first, second))
            best = max(best, 0.98 * _words_alike(*bones))
    return best


def _words_alike(first: tuple[str, ...], second: tuple[str, ...], *, spelt: bool = False) -> float:
    """Give the better of: word by word, and all of it in one piece, the words in any rotation.

    Args:
        first: The words of a name.
        second: Those of the other.
        spelt: Whether both are as people spell them, so that how a word ends tells names apart.
    """
    from rapidfuzz.distance import JaroWinkler  # see ``folded``
    from rapidfuzz.fuzz import ratio

    first, second = tuple(filter(None, first)), tuple(filter(None, second))
    if not first or not second:
        return 0.0
    short, long = sorted((first, second), key=len)
    whole = max(ratio("".join(first), "".join(second[i:] + second[:i])) for i in range(len(second))) / 100
    # one piece hides that a short given name is another one, unless the words are cut otherwise
    best = whole if len(first) != len(second) and whole > 0.9 else 0.0
    if len(short) < 2 and len(long) > 1:
        return best
    for order in permutations(long, len(short)):
        scores: list[float] = []
        for x, y in zip(short, order, strict=True):
            initial = min(len(x), len(y)) == 1
            alike = (_INITIAL if x[0] == y[0] else 0.0) if initial else JaroWinkler.similarity(x, y, prefix_weight=0.05)
            if spelt and not initial and _ends_otherwise(x, y):
                alike = min(alike, _OTHER_ENDING)
            scores.append(1.0 if x == y else alike)
        # each word must do: one that is another name is not made good by the rest
        left = len(long) - len(short)
        best = max(best, 0.4 * sum(scores) / len(scores) + 0.6 * min(scores) - 0.03 * left)
    return best


def _ends_otherwise(x: str, y: str) -> bool:
    """Tell whether words differ in how they end alone: Jan and Jana, Maria and Mario, Stoyan and Stoyanov.

    A long word that lacks its last consonant is taken for a slip.
    """
    short, long = sorted((x, y), key=len)
    if long.startswith(short):
        more = long[len(short) :]
        return len(more) > 1 or more in _VOWELS or len(short) < _LONG_WORD
    return len(x) == len(y) and x[:-1] == y[:-1] and x[-1] in _VOWELS and y[-1] in _VOWELS


@lru_cache(maxsize=20_000)
def _spelling(word: str) -> str:
    for pattern, to in _SPELLINGS:
        word = pattern.sub(to, word)
    return word


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word


def _bones(sound: str) -> str:
    # without the article of Arabic names and without vowels; one letter is written for p and f
    bare = re.sub(r"[aeiou]|^l(?=..)", "", re.sub(r"^(al|el)(?=..)", "", sound)).replace("f", "p")
    return re.sub(r"(.)\1+", r"\1", bare)
