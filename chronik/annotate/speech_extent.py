"""How far the words for a speaker reach: the noun phrase with its genitives, its party, its apposition, both of two.

"Iraks Ministerpräsident Mustafa al-Kadhimi", "der Leiter des Amtes, Jan Veit (CDU)", "der Betriebsrat und die Leitung".
"""

import re

from chronik.annotate.cue import CLOSING_MARKS, OPENING_MARKS, Extent, extended_name
from chronik.annotate.gender import is_party
from chronik.annotate.persons import is_title
from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speech_agreement import is_plural_form
from chronik.annotate.speech_lexicon import speech
from chronik.annotate.speech_subject import is_time
from chronik.article.phrases import Parse, Phrase, extended

_TITLE = 4  # characters of a title that ends with a dot


def whole(p: Parse, x: Phrase, loose: frozenset[str] = frozenset()) -> Extent:
    """The phrase with all that belongs to it; ``loose`` are prepositions that hang on the verb ("sprach von …")."""
    start, end = _core(p, x, loose)
    return completed(p, (_from_left(p, x, start), end))


def _core(p: Parse, x: Phrase, loose: frozenset[str]) -> Extent:
    """The phrase with genitives and places, a second one joined by "und", and a name in quotation marks."""
    if x.pronoun:
        return x.start, x.end
    known = x if x in p.phrases else next((y for y in p.phrases if y.last == x.last), None)
    if known is None:
        return x.start, x.end
    if after := _after_title(p, known):
        return x.start, _core(p, after, loose)[1]
    end = _without_place(p, known, extended(p, known)[1], loose)
    end = _list_right(p, known, _field_right(p, known, end))
    named = extended_name(p, known)[1]
    if p.text[named - 1] in CLOSING_MARKS:
        return _joined_left(p, x), named
    return _joined_left(p, x), _joined_right(p, x, end)


def _after_title(p: Parse, x: Phrase) -> Phrase | None:
    """The name after the dot of a title: "Gen. McKenzie", "Prof. Dr. Matt"."""
    if p.text[x.end : x.end + 1] != "." or len(p.tokens[x.last].text) > _TITLE:
        return None
    return next((y for y in p.phrases if x.end < y.start <= x.end + 2 and p.tokens[y.first].tag == "NOUN"), None)


def _joined_left(p: Parse, x: Phrase) -> int:
    """Where the first of two joined phrases begins: "Milizen und Parteien", "die roten und | grünen Politiker"."""
    if x.first < 2 or p.tokens[x.first - 1].tag != "AND":
        return x.start
    adjective, article = p.tokens[x.first - 2], p.tokens[max(0, x.first - 3)]
    if article.tag == "DET" and adjective.tag in ("ADJ", "WORD", "VERB") and p.tokens[x.first].text[0].islower():
        return article.start
    left = next((y for y in p.phrases if y.last == x.first - 2), None)
    free = left and not (left.prep or left.oblique or left.pronoun or left.genitive)
    return left.start if left and free and not _opens_clause(p, x, left) else x.start


def _opens_clause(p: Parse, x: Phrase, left: Phrase) -> bool:
    """Whether "und" joins clauses rather than phrases: "Das war der Streit und die Anwohner fürchten"."""
    verbs = ("AUX", "VERB")
    first = p.clause_of(left.first).first
    following = p.tokens[x.last + 1 : x.last + 2]
    return bool(following) and following[0].tag in verbs and any(t.tag in verbs for t in p.tokens[first : left.first])


def _joined_right(p: Parse, x: Phrase, end: int) -> int:
    """Where the second of two joined by "und" ends: "Nordbau und Elbkran", "der Rat und die Leitung fordern"."""
    following = next((y for y in p.phrases if y.start >= end), None)
    if following is None or following.pronoun or following.oblique or following.prep or following.genitive:
        return end
    joined = following.first > 0 and p.tokens[following.first - 1].tag == "AND" and following.start - end <= _JOINED
    bare = p.tokens[following.first].tag == "NOUN"
    office = is_title(p.tokens[x.head], p.code) and is_title(p.tokens[following.head], p.code)
    names = bare and (office or p.tokens[x.first].tag == "NOUN")  # "der Gründer und Chef"
    close = extended(p, following)[1]
    return close if joined and (names or _verb_follows(p, close) or _plural_before(p, x)) else end


def without_circumstance(p: Parse, who: Extent) -> Extent:
    """The source a preposition names without "in freier Wildbahn"; a bare place stays ("der Polizei in Kiel")."""
    hung = [y for y in p.phrases if who[0] < y.start < who[1] and y.prep in ("in", "im", "aus")]
    bare = all(y.first == y.last and p.tokens[y.first - 1].tag == "PREP" for y in hung)
    head = next((x for x in p.phrases if x.start >= who[0] - 1 and x.end < who[1]), None)
    if p.code != "de" or bare or head is None or head.end > hung[0].start or is_work(p, head):
        return who
    return who[0], max(y.end for y in p.phrases if y.start < hung[0].start)


def is_work(p: Parse, x: Phrase) -> bool:
    """Whether a phrase names something written, which may stand in a paper: "einem Bericht in der Zeitung"."""
    return p.tokens[x.head].key.endswith(speech(p.code).nouns.works)


def with_field(p: Parse, who: Extent) -> Extent:
    """An extent with the field of a body that it ends with: "laut Bundesamt | für Statistik"."""
    x = next((x for x in p.phrases if x.end == who[1] and x.start >= who[0] - 1), None)
    fielded = x is not None and p.tokens[x.head].key.endswith(speaker_words(p.code).fielded)
    return (who[0], _field_right(p, x, who[1])) if x and fielded else who


def _field_right(p: Parse, x: Phrase, end: int) -> int:
    """Where an office or body with "für" ends: "der Kandidat für den Vorsitz", "die Leiterin der Stelle für Asyl"."""
    y = next((y for y in p.phrases if y.prep == "für" and end < y.start <= end + 6), None)
    office = is_title(p.tokens[x.head], p.code) or is_party(p.tokens[x.head].text, p.code)
    if y is None or p.text[end : y.start].strip() != "für" or not office or is_time(p, y):
        return end
    close = extended(p, y)[1]
    agency = p.tokens[x.head].key.endswith(speaker_words(p.code).fielded)  # "das Bundesamt für Statistik"
    after = agency or _verb_follows(p, close) or p.text[close : close + 2] in (", ", ".", ":")
    return _second_field(p, close) if after else end


def _second_field(p: Parse, end: int) -> int:
    """Where "für Migration | und Flüchtlinge" ends."""
    y = next((y for y in p.phrases if end < y.start <= end + _JOINED), None)
    joined = y is not None and p.tokens[y.first].tag == "NOUN" and p.tokens[y.first - 1].tag == "AND"
    return y.end if y and joined else end


def _list_right(p: Parse, x: Phrase, end: int) -> int:
    """Where the last of three or more names ends: "Keller, Huber und Veit sagten"."""
    last, following = end, (y for y in p.phrases if y.start >= end)
    for y in following:
        gap = p.text[last : y.start].strip()
        if y.prep or y.pronoun or y.oblique or gap not in (",", "und", "sowie"):
            return end
        last = extended(p, y)[1]
        if gap != ",":
            return last if _verb_follows(p, last) or _plural_before(p, x) else end
    return end


def _verb_follows(p: Parse, end: int) -> bool:
    return any(t.start == end + 1 and t.tag in ("AUX", "VERB", "WORD") and t.text[0].islower() for t in p.tokens)


def _plural_before(p: Parse, x: Phrase) -> bool:
    """ "sagten der Minister und sein Sprecher" """
    before = p.tokens[x.first - 1] if x.first else None
    return before is not None and before.tag in ("AUX", "VERB") and is_plural_form(before, p.code)


_JOINED = 7  # characters between two joined names


def _without_place(p: Parse, x: Phrase, end: int, loose: frozenset[str]) -> int:
    """ "in der Nacht" is no part of the speaker, and where a person is named, "in Erbil" says where he spoke."""
    nouns = [t for t in p.tokens[x.first : x.last + 1] if t.tag == "NOUN"]
    person = len(nouns) > 1 and not is_title(nouns[-1], p.code)  # not "der Leitende Arzt"
    hung = [y for y in p.phrases if x.end < y.start < end and y.prep]
    hung += [y for y in p.phrases if person and x.end < y.start < end and y.genitive and p.tokens[y.first].key == "der"]
    cut = next(
        (y for y in hung if y.genitive or y.prep in loose or is_time(p, y) or _is_circumstance(p, y, person)), None
    )
    return max(y.end for y in p.phrases if y.start < cut.start) if cut else end


def _is_circumstance(p: Parse, y: Phrase, person: bool) -> bool:
    """ "in einem Gastbeitrag", "aus heiterem Himmel" tell how somebody speaks, not who does."""
    first = p.tokens[y.first]
    return y.prep in ("in", "im", "aus") and (
        person or (first.tag == "OBL" and first.key not in speaker_words(p.code).definite)
    )


# ---------------------------------------------------------------- party, apposition, name in quotation marks


def _from_left(p: Parse, x: Phrase, start: int) -> int:
    """With "einer der …" before a genitive, and the article before a name in quotation marks."""
    k = x.first - 1
    if k >= 0 and p.tokens[k].key in speaker_words(p.code).parts and p.tokens[x.first].key == "der":
        return p.tokens[k].start
    if k >= 1 and p.tokens[k].text in OPENING_MARKS and p.tokens[k - 1].tag == "DET" and _closes(p, x.end) is not None:
        return p.tokens[k - 1].start
    return start


def _closes(p: Parse, end: int) -> int | None:
    """Where the quotation mark that closes a short name stands after ``end``."""
    found = _TO_CLOSING.match(p.text, end)
    return found.end() if found else None


_TO_CLOSING = re.compile(r"[^„“”\"«»\n.!?:,]{0,40}[“”\"»«]")
_PARTY = re.compile(r" \((?:\d\d, ?)?[A-ZÄÖÜ][^()\n]{0,40}\)")
_FOREIGN = re.compile(r"(?: (?:and|of|for|the|&)(?: the)? [A-Z][\w-]+(?: [A-Z][\w-]+)*)+")  # "Council | of Churches"
_LONGEST = 160  # characters


def completed(p: Parse, who: Extent) -> Extent:
    """An extent with the rest of a name in quotation marks, a party or short name in brackets, and an apposition."""
    start, end = who
    if p.code == "de" and (name := _PARTICLE.match(p.text, start)):  # "De la Vega" at the start of a sentence
        end = max(end, name.end())
    marked = any(p.text[k] in OPENING_MARKS and p.text[k - 1 : k].isspace() for k in (start - 1, start))
    if marked or _opens_inside(p, who):
        end = _closes(p, end) or end
    if p.code == "de" and (foreign := _FOREIGN.match(p.text, end)):
        end = foreign.end()
    end = _past_brackets(p, end)
    end = _second_after_brackets(p, end)
    apposed = _apposition(p, start, end)
    if apposed is not None:
        end = _past_brackets(p, apposed)
    return (start, end) if end - start <= _LONGEST else who


def _opens_inside(p: Parse, who: Extent) -> bool:
    """Whether a mark opened inside an extent is not closed in it: "die „Aktion Nachbarn"."""
    inside = p.text[slice(*who)]
    straight = inside.count('"') == 1 and inside[-1] != '"'
    return straight or (("„" in inside or "«" in inside) and not any(c in inside for c in "“”»"))


def _second_after_brackets(p: Parse, end: int) -> int:
    """Where the second of two ends, each with his party: "Minister Huber (A) | und Landesrat Lorenz (B) bedauern"."""
    if p.text[end - 1 : end] != ")" or p.text[end : end + 5] != " und ":
        return end
    y = next((y for y in p.phrases if y.start == end + 5), None)
    if y is None or y.prep or y.pronoun or y.oblique or y.genitive:
        return end
    close = _past_brackets(p, extended(p, y)[1])
    first = next((t for t in p.tokens if t.start > close), None)
    verb = first is not None and first.tag in ("AUX", "VERB", "WORD") and is_plural_form(first, p.code)
    return close if verb or p.text[close : close + 1] in ",.:" else end


_PART = r"(?:al|el|as|ibn|bin|von|van|de|der|den|zu|zur|vom|del|della|di|da|dos|du|la|le|los|ten|ter)"
_WITH_PARTICLE = re.compile(rf"[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w.-]*)*(?: {_PART}){{1,2}} [A-ZÄÖÜ][\w-]+(?=[,.:;])")
_PARTICLE = re.compile(rf"(?:De|Van|Von|Al|El|La|Le|Di|Da|Del|Della|Du|Ten|Ter)(?: {_PART})* [A-ZÄÖÜ][\w-]+")


def _past_brackets(p: Parse, end: int) -> int:
    found = _PARTY.match(p.text, end)
    return found.end() if found else end


def _apposition(p: Parse, start: int, end: int) -> int | None:
    """Where an apposition set between commas ends: "der Leiter des Amtes, Jan Veit,", "Jan Veit, Leiter des Amtes:"."""
    if p.text[end : end + 2] != ", ":
        return None
    x = next((y for y in p.phrases if y.start == start), None)
    if x and p.tokens[x.first].tag in ("DET", "OBL") and (name := _WITH_PARTICLE.match(p.text, end + 2)):
        return name.end()
    y = next((y for y in p.phrases if y.start == end + 2), None)
    if x is None or y is None or x.pronoun or y.pronoun or y.prep or not _explains(p, x, y):
        return None
    close = extended(p, y)[1]
    after = p.text[_past_brackets(p, close) :][:1]
    return close if after in ("", ",", ".", ":", ";", "“", "”", '"', "«", "»", ")") else None


def _explains(p: Parse, x: Phrase, y: Phrase) -> bool:
    """A name after an office, or an office after a name; "Huber, Veit und Kern" are three."""
    office_x, office_y = is_title(p.tokens[x.head], p.code), is_title(p.tokens[y.head], p.code)
    bare = all(t.tag == "NOUN" for t in p.tokens[y.first : y.last + 1])
    if office_x or p.tokens[x.first].tag in ("DET", "OBL"):
        return bare and y.last > y.first and not office_y
    named = x.last > x.first and all(t.tag == "NOUN" for t in p.tokens[x.first : x.last + 1])
    return named and (office_y or p.tokens[y.first].tag in ("DET", "OBL")) and not y.genitive
