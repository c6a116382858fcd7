"""Web pages to blocks: the report's own text and tables, without the page around them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reading.blocks import Block, Budget, Limits, Paragraph, Source, TextGrid
from assistant.reading.headings import section_heading
from assistant.reading.html_flow import PageFlow, Placed
from assistant.reading.html_text import decode_page
from assistant.reading.page_furniture import is_furniture, is_meta_line
from assistant.reading.report_title import find_title
from assistant.reading.text_file import read_bytes
from assistant.report.model import Note

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "head",
        "select",
        "option",
        "textarea",
        "button",
        "audio",
        "video",
        "canvas",
        "map",
        "nav",
        "footer",
        "aside",
    ]
)
_AROUND = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "topnav",
        "mainnav",
        "foot",
        "footer",
        "footers",
        "bottom",
        "copyright",
        "crumb",
        "crumbs",
        "breadcrumb",
        "breadcrumbs",
        "location",
        "position",
        "weizhi",
        "share",
        "bdsharebuttonbox",
        "bshare",
        "social-share",
        "sharebox",
        "fenxiang",
        "sidebar",
        "toolbar",
        "toolbars",
        "related",
        "pages_print",
        "print",
        "fontsize",
    ]
)
_TITLES = ("ArticleTitle", "title", "og:title")
_DATES = ("PubDate", "publishdate", "pubdate", "article:published_time")
_AGENCIES = ("ContentSource", "contentsource", "source")
_ANCHORS = 3
_AROUND_MOST = 200
_SHOWN = 200


def read_html(path: Path, limits: Limits | None = None) -> Source:
    """A saved web page as blocks.

    Raises:
        UnusableInput: Missing, empty, too large, not text, or too much for its time.
    """
    limits = limits or Limits()
    return page_source(read_bytes(path, limits.file_bytes), str(path), limits)


def page_source(data: bytes, where: str, limits: Limits | None = None, header: str = "") -> Source:
    """A web page's bytes as blocks; `header` is the encoding that the server named."""
    from selectolax.lexbor import LexborHTMLParser

    budget = Budget(where, limits or Limits())
    text, notes = decode_page(data, where, header)
    tree = LexborHTMLParser(text.replace("\0", ""))
    meta = dict(_meta(tree.head))
    flow = PageFlow(budget)
    _walk(tree.body, flow, budget)
    kept, dropped = _of_the_report(flow, flow.finish())
    if shown := "；".join(dropped)[:_SHOWN]:
        notes.append(Note(what="page furniture", where="page", text=f"未收入正文：{shown}"))
    return Source(
        where=where,
        limits=budget.limits,
        blocks=tuple(kept),
        notes=tuple(notes),
        title=_first(meta, _TITLES) or meta.get("<title>", ""),
        agency=_first(meta, _AGENCIES),
        published=_first(meta, _DATES),
    )


def _meta(head: "LexborNode | None") -> Iterator[tuple[str, str]]:
    node = head.child if head is not None else None
    count = 0
    while node is not None and count < 2000:
        count += 1
        if node.tag == "title":
            child = node.child
            yield "<title>", (child.text_content or "").strip() if child is not None else ""
        elif node.tag == "meta":
            attributes = node.attributes
            name = attributes.get("name") or attributes.get("property") or ""
            yield name, (attributes.get("content") or "").strip()
        node = node.next


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _walk(body: "LexborNode | None", flow: PageFlow, budget: Budget) -> None:
    """Every element and text of the page to `flow`, in reading order, to any depth."""
    node = body
    count = 0
    while node is not None:
        count += 1
        if count % 1000 == 0:
            budget.check("网页元素", count, budget.limits.nodes)
            budget.check_time()
        below = node.child if (entered := _enter(node, flow)) else None
        if below is not None:
            node = below
            continue
        if entered:
            flow.leave(node.tag or "")
        node = _next(node, body, flow)


def _enter(node: "LexborNode", flow: PageFlow) -> bool:
    """Take a node in; whether its children are to be read."""
    if node.is_text_node:
        flow.text(node.text_content or "")
        return False
    if not node.is_element_node or node.tag in _SKIPPED:
        return False
    attributes = node.attributes if node.tag not in _BARE else {}
    if _hidden(attributes):
        return False
    flow.enter(node.tag or "", attributes, _is_around(attributes))
    return True


_BARE = frozenset(["br", "b", "strong", "tbody", "tr", "em", "i", "u"])


def _next(node: "LexborNode", body: "LexborNode | None", flow: PageFlow) -> "LexborNode | None":
    """The node after this one in reading order, closing what ends on the way."""
    at: LexborNode | None = node
    while at is not None and body is not None and at.mem_id != body.mem_id:
        if at.next is not None:
            return at.next
        at = at.parent
        if at is not None:
            flow.leave(at.tag or "")
    return None


def _hidden(attributes: dict[str, str | None]) -> bool:
    style = "".join((attributes.get("style") or "").lower().split())
    return "hidden" in attributes or "display:none" in style


def _is_around(attributes: dict[str, str | None]) -> bool:
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return any(name in _AROUND for name in names[:20])


def _of_the_report(flow: PageFlow, placed: list[Placed]) -> tuple[list[Block], list[str]]:
    """The blocks of the report, and the text of those that belong to the page around it.

    The report stands in the smallest element that holds all section headings and tables.
    Before it only the title and what follows it, and lines with dates, are the report's.
    """
    placed = _without_around(flow, placed)
    anchors = [p.element for p in placed if _is_anchor(p.block)]
    if len(anchors) < _ANCHORS:
        return [p.block for p in placed], []
    top = _container(flow, anchors, placed)
    inside = [p for p in placed if top <= p.element <= flow.ends[top]]
    before = [p.block for p in placed if p.element < top]
    after = [p.block for p in placed if p.element > flow.ends[top]]
    kept = _head(before, [p.block for p in inside])
    taken = {id(block) for block in kept}
    around = (b for b in (*before, *after) if isinstance(b, Paragraph) and id(b) not in taken)
    dropped = [block.text for block in around]
    return [*kept, *(p.block for p in inside)], dropped


def _is_anchor(block: Block) -> bool:
    if isinstance(block, TextGrid):
        return True
    return isinstance(block, Paragraph) and section_heading(block.text) is not None


def _without_around(flow: PageFlow, placed: list[Placed]) -> list[Placed]:
    """Without what a page marks as its own, unless it wraps the report in such a mark."""
    spans = [(start, flow.ends[start]) for start in flow.around[:_AROUND_MOST]]
    anchors = [p.element for p in placed if _is_anchor(p.block)]
    empty = [(a, b) for a, b in spans if not any(a <= anchor <= b for anchor in anchors)]
    return [p for p in placed if not any(a <= p.element <= b for a, b in empty)]


def _container(flow: PageFlow, anchors: list[int], placed: list[Placed]) -> int:
    """The smallest element that holds all anchors, and some text after the last of them."""
    top = anchors[0]
    for anchor in anchors[1:]:
        while not top <= anchor <= flow.ends[top]:
            top = flow.parents[top]
    last = max(anchors)
    while top and not any(last < p.element <= flow.ends[top] for p in placed):
        if not any(p.element > flow.ends[top] and _is_text(p.block) for p in placed):
            break
        top = flow.parents[top]
    return top


def _is_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and not is_furniture(block.text)


def _head(before: list[Block], inside: list[Block]) -> list[Block]:
    """Of the blocks before the report: its title and what follows it, and lines with dates."""
    first = next((i for i, b in enumerate(inside) if _is_anchor(b)), len(inside))
    top = [b for b in inside[:first] if isinstance(b, Paragraph)]
    lines = [b for b in before if isinstance(b, Paragraph)]
    title = None if find_title(top) else find_title(lines)
    if title is None:
        return [line for line in lines if is_meta_line(line.text)]
    dates = [line for line in lines[: title.start] if is_meta_line(line.text)]
    return [*dates, *lines[title.start :]]
