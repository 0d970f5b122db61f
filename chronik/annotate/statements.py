"""Who says what: every attribution of an article, by rules.

In: a document, the parses of its sentences, the names found in it, the language. Out: one Statement per
attribution in the order of the text: cue, speaker with extent, whom it means, form, act, content with extent.
Forms of reported speech follow REDEWIEDERGABE (Brunner et al. 2020). A statement without a word of speaking
(a sentence in the reported mood, a bare quotation) has the verb in that mood or the opening mark as its cue.
"""

from chronik.annotate.identity import Speakers
from chronik.annotate.speakers import speaker_of, via_of
from chronik.annotate.speech_content import Content, content_of
from chronik.annotate.speech_cues import Cue, find_cues
from chronik.annotate.speech_lexicon import has_cue, mood_forms, speech
from chronik.annotate.speech_mood import mood_cue
from chronik.annotate.speech_quotes import find_quotations
from chronik.article.phrases import Parses
from chronik.model import Document, Name, Span, Statement


def find_statements(document: Document, parses: Parses, names: tuple[Name, ...], code: str) -> tuple[Statement, ...]:
    """Every statement in the order of the text; ``names`` may be empty. A text without sentences has none."""
    found: list[Statement] = []
    speakers = Speakers(document.article.text, document.sentences, names, code)
    for i, sentence in enumerate(document.sentences):
        here = _in_sentence(document, parses, i, sentence, code, speakers)
        if not here:
            here = _carried_on(document, parses, i, found, code)
        found += here
    found = _merged(document, found)
    found += find_quotations(document, parses, found)
    return tuple(sorted(found, key=lambda s: (s.start, s.end, s.content_start or 0)))


def _in_sentence(
    document: Document, parses: Parses, i: int, sentence: Span, code: str, speakers: Speakers
) -> list[Statement]:
    text = document.article.text
    if not has_cue(text, sentence.start, sentence.end, code):
        return []
    p = parses[i]
    cues = find_cues(p)
    out: list[Statement] = []
    for cue in cues:
        content = content_of(p, cue, cues, document)
        if content is not None:
            out.append(_statement(document, parses, i, cue, content, speakers))
            speakers.met(out[-1])
    return out


def _statement(
    document: Document, parses: Parses, i: int, cue: Cue, content: Content, speakers: Speakers
) -> Statement:
    p, text = parses[i], document.article.text
    who, via = speaker_of(p, cue), via_of(p, cue)
    name = speakers.meant(*who) if who else None
    return Statement(
        start=cue.start,
        end=cue.end,
        cue=text[cue.start : cue.end],
        speaker=text[slice(*who)] if who else None,
        speaker_start=who[0] if who else None,
        speaker_end=who[1] if who else None,
        speaker_name=name,
        form=content.form,
        act=cue.act,
        hedge=_hedge(text[content.start : content.end], cue, p.code),
        via=text[slice(*via)] if via else None,
        content_start=content.start,
        content_end=content.end,
    )


def _hedge(content: str, cue: Cue, code: str) -> str | None:
    hedges = speech(code).hedges
    if cue.sense and cue.sense.verb.split()[0].replace("|", "") in hedges.verbs:
        return cue.sense.verb.split()[0]
    words = content.casefold().split()
    return next((word for word in hedges.words if word in words), None)


# ---------------------------------------------------------------- the reported mood


def _carried_on(
    document: Document, parses: Parses, i: int, found: list[Statement], code: str
) -> list[Statement]:
    """A sentence in the reported mood without a cue belongs to the last speaker."""
    text, sentence = document.article.text, document.sentences[i]
    if not mood_forms(code)[0]:
        return []
    cue = mood_cue(parses, i, bool(found))
    if cue is None:
        return []
    last = found[-1] if found else None
    return [
        Statement(
            start=cue[0],
            end=cue[1],
            cue=text[slice(*cue)],
            speaker=last.speaker if last else None,
            speaker_start=last.speaker_start if last else None,
            speaker_end=last.speaker_end if last else None,
            speaker_name=last.speaker_name if last else None,
            form="indirect_free_indirect",
            act=last.act if last and last.act in ("accuse", "warn") else "claim",
            via=last.via if last else None,
            content_start=sentence.start,
            content_end=sentence.end,
            confidence=0.7,
        )
    ]


def _merged(document: Document, found: list[Statement]) -> list[Statement]:
    """Neighbouring sentences in the reported mood by one speaker are one statement."""
    import msgspec

    out: list[Statement] = []
    for s in found:
        before = out[-1] if out else None
        if (
            before
            and s.form == before.form == "indirect_free_indirect"
            and s.speaker_start == before.speaker_start
            and "\n" not in document.article.text[before.content_end : s.content_start].strip(" ")
        ):
            out[-1] = msgspec.structs.replace(before, content_end=s.content_end)
        else:
            out.append(s)
    return out
