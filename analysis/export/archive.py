"""Office files that are the same bytes whenever they are made: a clock is no part of a result."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

CORE = "docProps/core.xml"
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def sealed(data: bytes, written: str) -> bytes:
    """Return an office file without the moment at which it was put together.

    Args:
        data: The content of a DOCX or XLSX file.
        written: When the study that it is of was written, as its manifest has it; that is what the
            file says of itself.
    """
    moment = f"{written[:19]}Z".encode()
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == CORE:
                content = MOMENT.sub(rb"\g<1>" + moment + rb"\g<2>", content)
            # The first day that an archive knows.
            plain = zipfile.ZipInfo(part.filename)
            new.writestr(plain, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
