"""Persons, organisations and places named in an article.

First what the world tables know, then patterns (``persons``, ``bodies``, places below); where two finds overlap the
known one wins, then the longer. A surname alone means the person named in full elsewhere in the same article.
"""

import functools
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from chronik.annotate.bodies import bodies
from chronik.annotate.known import (
    Entry,
    Holder,
    Places,
    fold,
    known,
    person_id,
    surnames,
)
from chronik.annotate.persons import lexicon, parties, persons
from chronik.annotate.within import within
from chronik.article import prepare
from chronik.article.phrases import Parse, Parses
from chronik.article.tokens import Token, key_of
from chronik.language import read
from chronik.language.countries import adjective_country, country_of
from chronik.model import Article, Document, Name, NameType

__all__ = ["adjective_country", "check_examples", "country_of", "find_names", "party_at", "place_in"]


def find_names(document: Document, parses: Parses, code: str) -> tuple[Name, ...]:
    """Names in the prose of a document, in the order of the text, none inside another.

    ``name`` is the plain spelling (nominative, no article), ``id`` what it means where that is known: a row of
    the world tables ("country/IQ", "organisation/nato", "person/barack-obama") or a kind of body of a country.
    """
    found: list[Name] = []
    sentences = [parses[index] for index in range(len(document.sentences))]
    for p in sentences:
        found += _in_sentence(p, code)
    people = {n.name for n in found if n.type == "person"}
    ends = {name[k:] for name in people for k in range(len(name))}
    found = [_without_genitive(n, people, ends) if n.type == "person" else n for n in found]
    bearers = Bearers(found, code)
    found = [bearers.resolved(n) for n in found]
    found += [n for p in sentences for n in _alone(p, bearers, found, code)]
    return tuple(sorted(found, key=lambda n: n.start))


def party_at(names: Sequence[Name], start: int, end: int) -> Name | None:
    """The first name that lies at least partly in ``start`` … ``end``; ``names`` in the order of the text."""
    return next((n for n in names if n.start < end and start < n.end), None)


def place_in(names: Sequence[Name], start: int, end: int) -> tuple[Name, ...]:
    """Places named in ``start`` … ``end``."""
    first = max(0, bisect_right(names, start, key=lambda n: n.start) - 1)
    return tuple(n for n in names[first:] if n.type == "place" and n.start >= start and n.end <= end)


def _in_sentence(p: Parse, code: str) -> list[Name]:
    """Known names first; what patterns find must not touch them, except to complete them."""
    guesses = [*_bodies(p, code), *_persons(p, code), *_places(p, code)]
    plain = {(g.start, g.end): g.name for g in guesses}
    out = [
        msgspec.structs.replace(n, name=plain.get((n.start, n.end), n.name))
        for n in _known(p, code)
        if not any(_completes(g, n) for g in guesses)
    ]
    for g in guesses:
        if all(g.end <= n.start or n.end <= g.start for n in out):
            out.append(g)
    return out


def _completes(guess: Name, known_name: Name) -> bool:
    """A pattern may swallow a known place ("Regierung in Bagdad") or a surname ("Hillary Clinton")."""
    inside = guess.start <= known_name.start and known_name.end <= guess.end
    if not inside or guess.end - guess.start == known_name.end - known_name.start:
        return False
    return known_name.type == "place" or guess.type == known_name.type


def _known(p: Parse, code: str) -> Iterator[Name]:
    toks, table, free = p.tokens, known(code), 0
    for i, t in enumerate(toks):
        entries = table.get(fold(t.text))
        if entries is None or i < free or not t.text[0].isalpha():
            continue
        entry = _entry_at(toks, i, entries)
        if entry is not None and _may_be_name(toks, i, entry, code):
            free = i + len(entry.words)
            yield _name(p, i, free - 1, entry.type, entry.name, entry.id, 1.0)


def _entry_at(toks: list[Token], i: int, entries: tuple[Entry, ...]) -> Entry | None:
    """The first of the entries whose words all stand there; that the first word does is known."""
    for entry in entries:
        size = len(entry.words)
        if size == 1 or (
            i + size <= len(toks) and all(fold(toks[i + k].text) == entry.words[k] for k in range(1, size))
        ):
            return entry
    return None


def _may_be_name(toks: list[Token], i: int, entry: Entry, code: str) -> bool:
    """Not where the word is an ordinary one: an adjective before a noun in English ("US troops")."""
    if len(entry.words) > 1 or code == "de" or entry.type != "place":
        return True
    after = toks[i + 1] if i + 1 < len(toks) else None
    adjective = adjective_country(toks[i].text) is not None
    return not (adjective and after is not None and after.tag in ("WORD", "NOUN"))


def _name(p: Parse, first: int, last: int, kind: NameType, name: str, ident: str | None, sure: float) -> Name:
    start, end = p.tokens[first].start, p.tokens[last].end
    return Name(start=start, end=end, text=p.text[start:end], type=kind, name=name, id=ident, confidence=sure)


def _bodies(p: Parse, code: str) -> Iterator[Name]:
    for b in bodies(p.tokens, code):
        yield _name(p, b.first, b.last, "organisation", b.name, b.id, 0.8)


def _persons(p: Parse, code: str) -> Iterator[Name]:
    for f in persons(p.tokens, code):
        words = [t.text for t in p.tokens[f.first : f.last + 1]]
        words[-1] = _bare(words[-1])
        yield _name(p, f.first, f.last, "person", " ".join(words), None, 0.9 if f.last > f.first else 0.7)


def _bare(word: str) -> str:
    """Without the English genitive; a German s may belong to the name and stays unless an apostrophe marks it."""
    return word.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")


# ---------------------------------------------------------------- places by pattern


@functools.cache
def _place_words(code: str) -> tuple[frozenset[str], frozenset[str], Places]:
    p = read(code, "places", Places)
    return frozenset(map(key_of, p.kinds)), frozenset(p.kinds_inside), p


def _places(p: Parse, code: str) -> Iterator[Name]:
    """After a word for a kind of place; with it where it is part of the name; towns by their ending."""
    toks = p.tokens
    kinds, inside, words = _place_words(code)
    for i, t in enumerate(toks[:-1]):
        after = toks[i + 1]
        if after.start - t.end != 1:
            continue
        first, last = i, None
        if t.key.removesuffix("s") in kinds and code == "de" and t.text[0].isupper():
            first, last = i + 1, _site_end(toks, i + 1, code)
        elif code == "en" and t.key in kinds and t.text[0].islower() and after.key == "of":
            first, last = i + 2, _site_end(toks, i + 2, code)
        elif code == "en" and after.key in kinds and after.text[0].islower():
            start = _site_start(toks, i)
            first, last = (start, i) if start is not None else (i, None)
        elif t.text in inside:
            first, last = i, _site_end(toks, i + 1, code)
        elif t.key in words.town_prepositions and _is_town(after, words):
            first, last = i + 1, i + 1
        if last is not None:
            text = " ".join(x.text for x in toks[first : last + 1])
            yield _name(p, first, last, "place", text, f"place/{text.replace(' ', '_')}", 0.7)


def _is_town(t: Token, words: Places) -> bool:
    if not t.text[0].isupper() or t.text in words.not_towns:
        return False
    return t.text in words.doubtful.split() or t.key.endswith(words.town_endings)


def _site_end(toks: list[Token], i: int, code: str) -> int | None:
    """Last token of a site's name: capitals that are no ordinary nouns, with "al", "el", "de" between."""
    last, j = None, i
    while j < len(toks) and j - i < 4 and (j == i or toks[j].start - toks[j - 1].end == 1):
        word = toks[j].text
        proper = word[0].isupper() and toks[j].tag == "NOUN" and word not in lexicon(code).not_names
        if proper or word.lower().startswith(("al-", "el-", "as-")):
            last = j
        elif word.lower() not in ("al", "el", "de", "la"):
            break
        j += 1
    return last


def _site_start(toks: list[Token], i: int) -> int | None:
    """First of the capitals before a word for a kind of place: "Dijala province"."""
    first = None
    while i >= 0 and toks[i].text[0].isupper() and toks[i].tag == "NOUN" and adjective_country(toks[i].text) is None:
        first, i = i, i - 1
    return first


# ---------------------------------------------------------------- surnames alone


def _without_genitive(n: Name, people: set[str], ends: set[str]) -> Name:
    """ "Immanuel Kants" where the article also names Kant without the s; ``ends`` are those of all ``people``."""
    short = n.name.removesuffix("s")
    if short == n.name or n.id is not None:
        return n
    known_short = short in ends or any(short[k:] in people for k in range(len(short)))
    return msgspec.structs.replace(n, name=short) if known_short else n


def _surname_key(word: str) -> str:
    """ "Al-Maliki" at the beginning of a sentence is "al-Maliki"."""
    return fold(word[0].lower() + word[1:] if word.startswith(("Al-", "El-", "As-", "Ad-")) else word)


class Bearers:
    """Whom a surname means in one article.

    The person named in full there; of two of that name neither. Else an office-holder of the tables, where the
    article names the office with the name, or at least the country, and the surname is no ordinary word.
    """

    def __init__(self, found: Sequence[Name], code: str) -> None:
        people = [n for n in found if n.type == "person"]
        self.full: dict[str, set[Name]] = {}
        for n in people:
            if " " in n.name:
                self.full.setdefault(_surname_key(n.name.split()[-1]), set()).add(_bare_person(n))
        self.titled = {_surname_key(n.name) for n in people if " " not in n.name}
        self.countries = {iso for n in found if (iso := _country(n)) is not None}
        self.code = code

    def of(self, word: str) -> Name | None:
        """The person that a single word means, without extent, or None."""
        key = _surname_key(word)
        for form in (key, key.removesuffix("'s"), key.removesuffix("s")):
            if form in self.full:
                several = {n.name: n for n in self.full[form]}
                return next(iter(several.values())) if len(several) == 1 else None
            holder = surnames(self.code).get(form)
            if holder is not None and self._believed(form, holder):
                return _person(holder.name, person_id(holder.name))
        return None

    def _believed(self, surname: str, holder: Holder) -> bool:
        if surname in self.titled:
            return True
        p = parties(self.code)
        expected = holder.country in self.countries or (holder.head and holder.country in p.well_known)
        return expected and surname not in p.doubtful_surnames

    def resolved(self, n: Name) -> Name:
        """A surname that was found with its office alone gets the full name."""
        whole = self.of(n.name) if n.type == "person" and " " not in n.name else None
        return msgspec.structs.replace(n, name=whole.name, id=whole.id) if whole is not None else n


def _person(name: str, ident: str | None) -> Name:
    return Name(start=0, end=0, text="", type="person", name=name, id=ident, confidence=0.8)


def _bare_person(n: Name) -> Name:
    return _person(n.name, n.id)


def _country(n: Name) -> str | None:
    """The country that a name speaks of: its id says so, or its first word."""
    if n.id is not None and n.id.startswith("country/"):
        return n.id.removeprefix("country/")
    return None if n.type == "person" else country_of(n.name) or country_of(n.name.split()[0])


def _alone(p: Parse, bearers: Bearers, found: Sequence[Name], code: str) -> Iterator[Name]:
    """Surnames without office or given name, where nothing else was found and no article stands before them."""
    here = within(found, p.tokens[0].start, p.tokens[-1].end) if p.tokens else ()
    for i, t in enumerate(p.tokens):
        if not t.text[0].isalpha() or t.tag not in ("NOUN", "WORD") or (i and p.tokens[i - 1].tag in _ORDINARY):
            continue
        whole = bearers.of(t.text) if t.text[0].isupper() or "-" in t.text else None
        if whole is not None and not any(n.start < t.end and t.start < n.end for n in here):
            yield msgspec.structs.replace(whole, start=t.start, end=t.end, text=t.text)


_ORDINARY = frozenset(("DET", "OBL", "ADJ"))


# ---------------------------------------------------------------- examples


def check_examples(code: str) -> list[str]:
    """Runs the examples of parties.toml and places.toml; one sentence per example that fails.

    What stands in brackets must be found as a name, whatever else is; in ``no_match`` texts no name may be found.
    """
    p = parties(code)
    rules: list[tuple[str, Sequence[str], Sequence[str]]] = [
        (f"parties, {b.name}", b.match, b.no_match) for b in p.body
    ]
    for name, rule in (
        ("groups", p.groups),
        ("compounds", p.compounds),
        ("companies", p.companies),
        ("persons", p.persons),
    ):
        rules.append((f"parties, {name}", rule.match, rule.no_match))
    places = _place_words(code)[2]
    rules.append(("places", places.match, places.no_match))
    return [
        f"{code}/{rule}: {problem}" for rule, match, no_match in rules for problem in _problems(match, no_match, code)
    ]


def _problems(match: Sequence[str], no_match: Sequence[str], code: str) -> Iterator[str]:
    for example in match:
        text = example.replace("[", "").replace("]", "")
        found = {n.text for n in _names_of(text, code)}
        for part in example.split("[")[1:]:
            if (wanted := part.split("]")[0]) not in found:
                yield f"{wanted!r} is not found in {text!r}, but {sorted(found)}."
    for text in no_match:
        if found := {n.text for n in _names_of(text, code)}:
            yield f"{sorted(found)} should not be found in {text!r}."


def _names_of(text: str, code: str) -> tuple[Name, ...]:
    document = prepare(Article(id="example", source=text, text=text, language=code))
    return find_names(document, Parses(document.article.text, document.sentences, code), code)
