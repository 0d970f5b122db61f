"""Where a German sentence says that somebody says something: by a verb, a noun, or a preposition (``speech_leads``).

Whom a cue names and what is said is found by ``speakers`` and ``speech_content``.
"""

from collections.abc import Iterator

from chronik.annotate.cue import Cue
from chronik.annotate.speech_leads import find_leads
from chronik.annotate.speech_lexicon import Sense, content_nouns, grammar, noun_act, senses, speech
from chronik.annotate.speech_scope import governed
from chronik.annotate.speech_span import bare_infinitive
from chronik.article.phrases import Clause, Parse, Phrase, extended
from chronik.article.tokens import Token


def find_cues(p: Parse) -> tuple[Cue, ...]:
    """The cues of a sentence, in order; one inside a prepositional cue is none. A word may have two readings."""
    leads = tuple(find_leads(p))
    others = [c for c in (*_verbs(p), *_nouns(p)) if not any(x.start <= c.start < x.end for x in leads)]
    return tuple(sorted([*leads, *others], key=lambda c: (c.start, c.end)))


# ---------------------------------------------------------------- verbs


def _verbs(p: Parse) -> Iterator[Cue]:
    table, keys = senses(p.code), {t.key for t in p.tokens}
    for i, t in enumerate(p.tokens):
        readings = table.get(t.key)
        found = tuple(s for s in readings if _may_stand(s, keys)) if readings else ()
        if found and not _is_noun(p, i):
            groups: set[str] = set()
            for sense in _likelier(p, i, found):
                cue = _verb_cue(p, i, sense) if sense.group.name not in groups else None
                if cue:
                    groups.add(sense.group.name)
                    yield cue


def _may_stand(sense: Sense, keys: set[str]) -> bool:
    """Whether the words that a reading needs are in the sentence at all; cheap, so that few readings are looked at."""
    group = sense.group
    needs = (not sense.particle or sense.particle in keys) and (not group.subject or group.subject in keys)
    return needs and not (group.with_ and keys.isdisjoint(group.with_))


def _likelier(p: Parse, i: int, found: tuple[Sense, ...]) -> list[Sense]:
    """Readings with the infinite ones first where the clause has an auxiliary for them ("hatte … erklärt")."""
    first = p.clause_of(i).first
    aux = any(t.tag == "AUX" for t in p.tokens[first:i]) or any(t.tag == "AUX" for t in p.tokens[i + 1 : i + 2])
    return sorted(found, key=lambda s: (s.kind in ("participle", "infinitive")) != aux)


def _is_noun(p: Parse, i: int) -> bool:
    """A capital inside the sentence, or an attribute ("den bekräftigten Termin")."""
    attribute = any(x.first < i < x.last and p.tokens[x.first].tag in ("DET", "OBL") for x in p.phrases)
    attribute = attribute or _modified(p, i)
    pointer = i == 1 and p.tokens[0].key in grammar(p.code).pointers
    inside = i > 0 and (p.tokens[i - 1].tag != "PUNCT" or p.tokens[i - 1].text in (",", ";"))
    return (attribute and not pointer) or _is_determiner(p, i) or (p.tokens[i].tag == "NOUN" and inside)


def _is_determiner(p: Parse, i: int) -> bool:
    """ "einige Helfer", "meine Ansicht": no forms of "einigen" and "meinen"."""
    opens = any(x.first == i < x.last for x in p.phrases)
    return p.tokens[i].tag in ("DET", "PRON") or (p.tokens[i].tag == "OBL" and opens)


def _modified(p: Parse, i: int) -> bool:
    """An attribute parted from its article ("den jetzt bekräftigten Termin", "einen auf Band erwähnten Fall")."""
    ends = p.tokens[i].key.endswith(("ten", "te", "ter", "tes", "tem", "enen", "ene"))
    noun = i + 1 < len(p.tokens) and p.tokens[i + 1].tag == "NOUN"
    counted = i > 0 and p.tokens[i - 1].tag == "NUM"  # "12 bestätigte Termine"
    if not (ends and noun):
        return False
    near = range(i - 1, max(-1, i - _ATTRIBUTE), -1)
    k = next((k for k in near if p.tokens[k].tag in ("DET", "OBL", "PUNCT", "AUX", "VERB", "PRON")), i)
    parted = p.tokens[k].tag in ("DET", "OBL") and p.tokens[k + 1].tag in ("ADV", "PREP", "CONT", "WORD")
    return counted or parted


_ATTRIBUTE = 5  # tokens from an article to the participle before its noun


def _verb_cue(p: Parse, i: int, sense: Sense) -> Cue | None:
    """The cue if the form at token i can have this reading here: its particle and its companion words stand there."""
    if _is_headword(p, i, sense) or _is_note(p, i):
        return None
    clause = _reporting_clause(p, i)
    last = clause.last
    if sense.particle:
        found = _particle(p, i, sense.particle)
        if found is None:
            return None
        last = max(last, found)
    if not _form_fits(p, i, sense, clause) or not _companions(p, i, sense, clause, last):
        return None
    start, end = p.tokens[i].start, p.tokens[i].end
    if sense.group.subject:
        word = _neighbour(p, i, sense.group.subject)
        if word is not None:
            start, end = min(start, word.start), max(end, word.end)
        elif not _verb_last(p, i, sense, clause):  # "wie es am Montag hieß", "hatte es zuvor geheißen"
            return None
    passive = sense.kind == "participle" and _is_passive(p, clause, sense)
    act, takes = sense.group.act, sense.group.takes
    return Cue(start, end, i, clause.first, last, clause.opener, act, takes, passive, sense=sense)


def _is_headword(p: Parse, i: int, sense: Sense) -> bool:
    """A capital where it tells nothing, in a form that opens no statement: "Angaben zum Preis …", "Melden Sie …"."""
    finite = sense.kind in ("present", "past", "konjunktiv")
    return p.tokens[i].text[0].isupper() and finite and (sense.plural or sense.kind == "konjunktiv")


_NOTE = 6  # tokens of a note in brackets


def _is_note(p: Parse, i: int) -> bool:
    """ "(der Kurier berichtete)" tells of nothing; "(wie der Kurier berichtete)" belongs to its sentence."""
    if i + 1 >= len(p.tokens) or p.tokens[i + 1].text != ")":
        return False
    opens = next((k for k in range(i - 1, max(-1, i - _NOTE), -1) if p.tokens[k].text == "("), None)
    return opens is not None and p.tokens[opens + 1].key not in (*grammar(p.code).like, "so")


def _verb_last(p: Parse, i: int, sense: Sense, clause: Clause) -> bool:
    """Whether the group's subject stands anywhere before a verb that closes its clause."""
    closes = clause.opener != "main" or sense.kind in ("participle", "infinitive")
    return closes and any(t.key == sense.group.subject for t in p.tokens[clause.first : i])


def _reporting_clause(p: Parse, i: int) -> Clause:
    """The verb's clause; a comma before a verb that its subject follows opens one even where the parse does not cut."""
    clause = p.clause_of(i)
    if i == clause.first + 1 and p.tokens[clause.first].key in grammar(p.code).pointers:
        return clause._replace(opener="main")  # "…, das teilte X mit"
    if i > 1 and p.tokens[i - 1].key == "so" and p.tokens[i - 2].text in (",", "–"):
        close = next((k for k in range(i, clause.last) if p.tokens[k + 1].text in (",", "–")), clause.last)
        return Clause(i - 1, close, "main")  # "In zehn Jahren, so vermutet der Forscher, soll …"
    if _follows_als(p, i, clause):
        clause = clause._replace(opener="main")
    if parenthesis := _parenthesis(p, i):
        return parenthesis
    first = i - 1 if i and p.tokens[i - 1].tag == "AUX" else i
    opens = first > clause.first and p.tokens[first - 1].text in (",", "–", "—") and _subject_follows(p, i)
    if opens and any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[: first - 1]):
        return Clause(first, clause.last, "main")
    start = next((k for k in range(clause.first, i) if p.tokens[k].tag != "PUNCT"), i)
    return clause._replace(first=start)


def _parenthesis(p: Parse, i: int) -> Clause | None:
    """ "Zudem, sagte X, sei der Damm zu alt": set between the first words of a clause and its verb."""
    if p.code != "de" or i < 2 or p.tokens[i - 1].text not in (",", "–") or not _subject_follows(p, i):
        return None
    close = next((k for k in range(i, len(p.tokens) - 1) if p.tokens[k].text in (",", "–")), None)
    if close is None or p.tokens[close + 1].tag not in ("AUX", "VERB"):
        return None
    before = p.tokens[: i - 1]
    bare = not any(t.tag in ("AUX", "VERB", "WORD", "SUB", "PUNCT") for t in before)
    return Clause(i, close - 1, "main") if bare else None


def _follows_als(p: Parse, i: int, clause: Clause) -> bool:
    """ "Als Grund nannte X …", "Als Termin wurde der 2. Mai genannt": a predicate before the verb, no conjunction."""
    if p.tokens[clause.first].key != "als":
        return False
    x = next((y for y in p.phrases if y.first == clause.first + 1), None)
    if x is None or x.pronoun:
        return False
    verb = next((k for k in range(x.last + 1, i + 1) if p.tokens[k].tag in ("AUX", "VERB", "WORD")), i)
    return verb < clause.last and (verb == i or p.tokens[verb].tag == "AUX") and _subject_follows(p, verb)


def _subject_follows(p: Parse, i: int) -> bool:
    """Whether a nominative stands between a verb and the next mark."""
    close = next((k for k in range(i + 1, len(p.tokens)) if p.tokens[k].tag == "PUNCT"), len(p.tokens))
    merged = any(x.first == i < x.last for x in p.phrases)
    return merged or any(i < x.first < close and not (x.prep or x.oblique or x.genitive) for x in p.phrases)


_REACH = 40  # tokens between a verb and its particle


def _particle(p: Parse, i: int, particle: str) -> int | None:
    """Where the separated prefix closes the clause ("teilte … mit"): before a mark, a conjunction or the end."""
    if particle in grammar(p.code).apart and i and p.tokens[i - 1].key == particle:  # "wie X bekannt gab"
        return i
    for k in range(i + 1, min(len(p.tokens), i + _REACH)):
        t = p.tokens[k]
        if t.text in (";", ":"):
            return None
        closes = k + 1 == len(p.tokens) or p.tokens[k + 1].tag in ("PUNCT", "AND", "BUT", "SUB")
        if t.key == particle and (closes or ("," not in {x.text for x in p.tokens[i:k]} and bare_infinitive(p, k))):
            return k
    return None


def _is_passive(p: Parse, clause: Clause, sense: Sense) -> bool:
    """ "wurde gefordert", "ist beantragt"; verbs of motion ("ist davon ausgegangen") have no passive of state."""
    words = grammar(p.code)
    keys = {t.key for t in p.tokens[clause.first : clause.last + 1]}
    if keys & words.have and not keys & words.passive_participle:
        return False
    state = bool(keys & words.be) and not sense.group.with_ and not sense.group.speaker
    return bool(keys & words.passive) or state


def _form_fits(p: Parse, i: int, sense: Sense, clause: Clause) -> bool:
    """Finite forms must not be another verb's; infinite ones need their auxiliary in the clause."""
    if i and p.tokens[i - 1].key == "zu" and sense.kind != "past":
        return False
    if sense.kind in ("present", "past", "konjunktiv"):
        lets = sense.kind == "present" and sense.plural and i == clause.last
        if lets and any(t.key in grammar(p.code).causative for t in p.tokens[clause.first : i]):
            return False  # "lässt sich damit erklären"
        if "participle" in sense.group.never and any(t.tag == "AUX" for t in p.tokens[clause.first : clause.last + 1]):
            return False  # "ist wiederholt geschehen"
        return bool(sense.particle) or not _other_particle(p, i, clause)
    if sense.kind == "zu_infinitive":
        return False
    here = p.tokens[clause.first : clause.last + 1]
    if sense.kind == "infinitive" and any(t.key in grammar(p.code).causative for t in here):
        return False
    return any(t.tag == "AUX" for t in here)


def _other_particle(p: Parse, i: int, clause: Clause) -> bool:
    """Whether a prefix at the end of the clause makes it another verb: "forderte Hilfe an", "stellte sich vor"."""
    end = i
    while end < clause.last and p.tokens[end + 1].tag != "PUNCT":
        end += 1
    again = p.tokens[end].key == "wieder" and p.tokens[end - 1].key == "immer"  # "beschuldigt X immer wieder, …"
    after = p.tokens[end + 1] if end + 1 < len(p.tokens) else None
    opens = after is not None and after.text in _OPENING and p.tokens[end].end < after.start
    prefix = p.tokens[end].key in grammar(p.code).separable and not opens  # not "als ein „…“", "zu „…“"
    return end > i and prefix and not again


_OPENING = ("„", "“", '"', "«", "»", "‚", "‘", "(")


def _companions(p: Parse, i: int, sense: Sense, clause: Clause, last: int) -> bool:
    """Whether the words that the group asks for stand in the clause, and none that it forbids."""
    group = sense.group
    keys = {t.key for t in p.tokens[clause.first : last + 1]}
    if (
        sense.kind in group.never
        or (group.with_ and keys.isdisjoint(group.with_))
        or not keys.isdisjoint(group.without)
    ):
        return False
    if group.reflexive and "sich" not in keys:
        return False
    if "sich" in _near(p, i, clause) and "sich" not in group.with_ and not group.reflexive:
        return False
    before = p.tokens[i - 1].key if i else ""
    if before in grammar(p.code).like:  # "wie vereinbart" says nothing; "wie berichtet, …" does
        return i + 1 < len(p.tokens) and p.tokens[i + 1].text == ","
    return not (before == "so" and sense.kind == "participle")


def _near(p: Parse, i: int, clause: Clause) -> set[str]:
    """The two words on either side of the verb, up to a mark."""
    out: set[str] = set()
    for step in (-1, 1):
        for k in range(i + step, i + 3 * step, step):
            if not clause.first <= k <= clause.last or p.tokens[k].tag == "PUNCT":
                break
            if k == 0 or p.tokens[k - 1].tag != "PREP":  # "behauptet von sich, …"
                out.add(p.tokens[k].key)
    return out


def _neighbour(p: Parse, i: int, word: str) -> Token | None:
    return next((p.tokens[k] for k in (i + 1, i - 1) if 0 <= k < len(p.tokens) and p.tokens[k].key == word), None)


# ---------------------------------------------------------------- nouns


def _nouns(p: Parse) -> Iterator[Cue]:
    """die Ankündigung (des Ministers), …: a noun of saying right before a comma that opens what is said"""
    content, nouns = content_nouns(p.code), speech(p.code).nouns
    for x in p.phrases:
        t = p.tokens[x.head]
        if t.tag != "NOUN" or x.pronoun or not t.key.endswith(content) or t.key in nouns.never_cue:
            continue
        act = noun_act(t.key, p.code)
        if governed(p, x):
            yield Cue(t.start, t.end, x.head, p.clause_of(x.head).first, x.last, "noun", act, ("governed",), noun=x)
            continue
        last = _last_of(p, x)
        if last + 2 < len(p.tokens) and p.tokens[last + 1].text == ",":
            yield Cue(t.start, t.end, x.head, p.clause_of(x.head).first, last, "noun", act, ("clause",), noun=x)


_CLOSERS = frozenset(("laut", "daran", "davon", "darüber", "dafür", "dagegen", "dazu"))
_CLOSING = 3  # tokens of the verb that closes a clause after a noun of saying


def _last_of(p: Parse, x: Phrase) -> int:
    """The last token of a phrase with its genitives, and the verb's end ("stellte die Theorie auf", "erhoben worden").

    So is "laut" in "Vorwürfe wurden laut".
    """
    end = extended(p, x)[1]
    last = max((y.last for y in p.phrases if y.start >= x.start and y.end <= end), default=x.last)
    comma = next((k for k in range(last + 1, min(len(p.tokens), last + _CLOSING + 2)) if p.tokens[k].text == ","), 0)
    rest = p.tokens[last + 1 : comma]
    denied = any(t.key == "nicht" for t in rest)  # "so der Bericht nicht trügt, …"
    closers = grammar(p.code).separable | _CLOSERS
    verb = any(t.tag in ("VERB", "AUX", "WORD") or t.key in closers for t in rest)
    closes = verb and not denied and all(t.tag in ("VERB", "AUX", "WORD", "ADV", "PREP") for t in rest)
    return comma - 1 if closes else last
