"""Chains of sources: the medium a speaker told, and the source of the one who reports.

"sagte der Minister der „Kronen Zeitung“", "wie dpa unter Berufung auf das Ministerium meldet".
"""

import re

from chronik.annotate.cue import Cue, Extent, phrase_from
from chronik.annotate.gender import is_party
from chronik.annotate.persons import is_title
from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speech_lexicon import grammar, speech
from chronik.article.phrases import Parse, Phrase
from chronik.language.world import agency_names


def sourced(p: Parse, cue: Cue) -> Phrase | None:
    """Whom the one who reports refers to ("unter Berufung auf das Ministerium"), None where he does not."""
    here = {t.key for t in p.tokens[cue.first : cue.last]}
    for words in speaker_words(p.code).described.sourced:
        if words[0] not in here:
            continue
        for k in range(cue.first, min(cue.last, len(p.tokens) - len(words))):
            if all(p.tokens[k + j].key == word for j, word in enumerate(words)):
                x = phrase_from(p, k + len(words))
                return x if x and _is_source(p, x, words) else None
    return None


def _is_source(p: Parse, x: Phrase, words: tuple[str, ...]) -> bool:
    """Not "eigene Recherchen"; after "Verweis auf", which may name a reason ("auf das Wetter"), a body or a report."""
    if any(t.key in grammar(p.code).own for t in p.tokens[x.first : x.last + 1]):
        return False
    head = p.tokens[x.head]
    if words[1] in speaker_words(p.code).described.citing:
        return True
    nouns = speech(p.code).nouns
    told = head.key.endswith((*nouns.works, *nouns.bodies, *speaker_words(p.code).described.reports))
    return told or is_party(head.text, p.code) or is_title(head, p.code) or p.tokens[x.first].tag == "NOUN"


def medium_told(p: Parse, cue: Cue) -> Extent | None:
    """The name of the medium that was told: "gegenüber der NZZ", "sagte sie der Agentur Reuters"."""
    words = speaker_words(p.code).described
    for x in p.phrases:
        if not cue.token < x.first <= cue.last:
            continue
        told = x.prep in words.told or (not x.prep and p.tokens[x.first].key in words.to)
        named = _medium(p, x) if told else None
        if named and (x.prep or not _belongs(p, x)):
            return named
    return _in_quotes(p, cue)


def is_medium(p: Parse, x: Phrase) -> bool:
    """Whether a phrase is a medium: an agency or paper by name or kind, or a name in quotation marks."""
    words = speaker_words(p.code).described
    nouns = [t for t in p.tokens[x.first : x.last + 1] if t.tag == "NOUN"]
    if any(t.text in agency_names() or t.key.endswith((*words.kinds_of_media, *words.media_ends)) for t in nouns):
        return True
    named = p.text[nouns[0].start : nouns[-1].end] in agency_names() if nouns else False
    return named or p.text[x.end : x.end + 2].strip()[:1] in ("„", '"', "«", "»", "“") or x.pronoun


def _belongs(p: Parse, x: Phrase) -> bool:
    """Whether a genitive belongs to an office before it: "der Sprecher der Zeitung"; a name takes none."""
    before = next((y for y in p.phrases if y.last == x.first - 1), None)
    return before is not None and x.genitive and before.last == before.head


def _medium(p: Parse, x: Phrase) -> Extent | None:
    """The name of a medium in a phrase: what follows "Nachrichtenagentur", else all nouns."""
    words = speaker_words(p.code).described
    nouns = [t for t in p.tokens[x.first : x.last + 1] if t.tag == "NOUN"]
    if not nouns:
        return None
    kind = nouns[0].key in words.media or nouns[0].key.endswith(words.kinds_of_media)
    if kind and len(nouns) > 1:
        return nouns[1].start, nouns[-1].end
    named = p.text[nouns[0].start : nouns[-1].end]
    known = named in agency_names() or nouns[-1].key.endswith(words.media_ends)
    return (nouns[0].start, nouns[-1].end) if known else None


def _in_quotes(p: Parse, cue: Cue) -> Extent | None:
    """A paper in quotation marks after an article: "sagte er der „Presse“", "gegenüber dem „Profil“"."""
    low, high = p.tokens[cue.token].end, p.tokens[cue.last].end
    found = _QUOTED.search(p.text, low, min(len(p.text), high + 1))
    return found.span("name") if found else None


_QUOTED = re.compile(r"\b(?:der|dem) (?:[A-ZÄÖÜ][\w-]+ )?[„\"«“»](?P<name>[^„“”\"«»\n.:;]{2,40})[“”\"»«]")
