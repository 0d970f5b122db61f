"""Pages with places for measured tables, each between ``<!-- NAME -->`` and ``<!-- end of NAME -->``."""


def put_between(page: str, name: str, block: str) -> str:
    """``page`` with ``block`` between the markers of ``name``. Raises SystemExit where it has no such markers."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, opened, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        raise SystemExit(f"There is no {begin} … {end} to write between; add both lines.")
    return f"{before}{begin}\n\n{block}\n\n{end}{after}"
