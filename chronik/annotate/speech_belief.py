"""How sure a statement is, and whose it most likely is: learned weights over what the rules found.

Two log-linear models (Berger, Della Pietra and Della Pietra 1996): the probability that a finding is a statement as
annotators mark them, which becomes its ``confidence`` (what is too unlikely is left out), and a choice among its
possible speakers. Without weights (``speech_weights``) the rules' findings stay as they are.
"""

from collections.abc import Sequence

from msgspec import structs

from chronik.annotate.cue import Extent
from chronik.annotate.identity import Speakers
from chronik.annotate.speech_clues import Surroundings
from chronik.annotate.speech_evidence import evidence_of
from chronik.annotate.speech_rivals import Rivals
from chronik.annotate.speech_telling import telling
from chronik.annotate.speech_weights import Model, model
from chronik.article.phrases import Parses
from chronik.model import Document, Name, Statement

_PARTING = frozenset((":", "–", "-", "—"))  # marks between a speaker and his words


def believed(
    found: Sequence[Statement], document: Document, parses: Parses, names: tuple[Name, ...]
) -> tuple[Statement, ...]:
    """The statements that are likely enough, each with its probability and its likeliest speaker, in the same order."""
    weights = model(parses.code)
    if weights is None:
        return tuple(found)
    around = Surroundings(document, parses, found)
    kept: list[Statement] = []
    for k, s in enumerate(found):
        chance = _chance(s, k, around, weights)
        if chance >= weights.keep:
            kept.append(structs.replace(s, confidence=round(chance, 2)))
    return _owned(kept, document, parses, names, weights)


def _chance(s: Statement, k: int, around: Surroundings, weights: Model) -> float:
    """The probability of a statement; a turn of an interview or a headline ("Name: …") stays as sure as its rule."""
    if s.content_start is None or s.cue in _PARTING:
        return s.confidence
    return weights.chance(around.clues(k))


def _owned(
    found: list[Statement], document: Document, parses: Parses, names: tuple[Name, ...], weights: Model
) -> tuple[Statement, ...]:
    """The statements with the speakers that are likelier than their rivals."""
    rivals, speakers = Rivals(document, parses, names), None
    out: list[Statement] = []
    for s in found:
        best = max(rivals.of(s, out), key=lambda r: weights.favour(r.clues, r.chosen))
        if not best.chosen:
            if speakers is None:
                speakers = Speakers(document.article.text, document.sentences, names, parses.code)
                for earlier in out:
                    speakers.met(earlier)
            s = _given_to(s, rivals.whole(best), speakers, parses, names)
        if speakers is not None:
            speakers.met(s)
        out.append(s)
    return tuple(out)


def _given_to(
    s: Statement, extent: Extent | None, speakers: Speakers, parses: Parses, names: tuple[Name, ...]
) -> Statement:
    """A statement with another speaker: his name resolved as the rules would, the evidence judged anew."""
    start, end = extent or (None, None)
    words = parses.text[slice(*extent)] if extent else None
    name = speakers.meant(*extent) if extent else None
    s = structs.replace(s, speaker=words, speaker_start=start, speaker_end=end, speaker_name=name)
    near = tuple(n for n in names if extent and n.start < extent[1] and extent[0] < n.end)
    return structs.replace(s, evidence=evidence_of(telling(s, parses), parses.text, near, parses.code))
