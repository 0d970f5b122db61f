"""All annotators over one document, in the order in which they need each other."""

from chronik.annotate.attribution import attribute_events, attribute_figures
from chronik.annotate.events import find_events
from chronik.annotate.figures import find_figures
from chronik.annotate.names import find_names
from chronik.annotate.pledges import find_pledges
from chronik.annotate.speech_belief import believed
from chronik.annotate.statements import find_statements
from chronik.annotate.times import find_times
from chronik.article.phrases import Parses
from chronik.model import Annotations, Document


def annotate(document: Document) -> Annotations:
    """Everything that is found in a document, not yet dated: a pure function of its text."""
    code = document.article.language
    parses = Parses(document.article.text, document.sentences, code)
    times = find_times(document, code)
    names = find_names(document, parses, code)
    statements = believed(find_statements(document, parses, names, code), document, parses, names)
    figures = attribute_figures(find_figures(document, parses, names, times, code), statements, document)
    events = find_events(document, parses, names, times, statements, code)
    return Annotations(
        times=times,
        figures=figures,
        statements=statements,
        events=attribute_events(events, statements, document),
        pledges=find_pledges(document, parses, events, statements, times, code),
        names=names,
    )
