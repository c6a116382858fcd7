"""Office packages in the strict form of ISO 29500 (“Strict Open XML”), put into the usual one.

Excel and Word offer it when saving; openpyxl and python-docx know the usual names only and see
no sheet and no paragraph.
"""

import io
import re
import zipfile

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/([a-zA-Z]+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_START = "_rels/.rels"


def usual_form(data: bytes) -> bytes:
    """The same package with the usual names; one that has them already is given back as it is.

    Raises:
        zipfile.BadZipFile, zlib.error, OSError, EOFError: It is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if _START not in package.namelist() or _STRICT not in package.read(_START):
            return data
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as usual:
            for part in package.infolist():
                usual.writestr(part.filename, _NAME.sub(_USUAL, package.read(part)))
    return written.getvalue()
