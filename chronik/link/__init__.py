"""Stage 5: between articles: parties, the same event, copies, sources."""

from chronik.link.copies import Text, find_copies
from chronik.link.lineage import find_lineage
from chronik.link.parties import Register, find_parties
from chronik.link.same_event import find_clusters
from chronik.link.told_again import Tellings
from chronik.link.topics import Topics

__all__ = ["Register", "Tellings", "Text", "Topics", "find_clusters", "find_copies", "find_lineage", "find_parties"]
