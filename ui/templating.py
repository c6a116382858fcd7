"""The page's templates: every value is escaped, and one that is missing is an error."""

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

_ADDRESS = re.compile(r"（t[234]\.[a-z_.]+）")


@cache
def template(name: str) -> Template:
    """The template with this file name in `ui/templates`."""
    environment = Environment(
        loader=PackageLoader("ui", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plainly"] = plainly
    return environment.get_template(name)


def plainly(text: str) -> str:
    """A rule's words without the addresses of cells, which only other programs need."""
    return _ADDRESS.sub("", text)
