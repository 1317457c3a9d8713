"""What the site of the docs does with links that lead out of docs/: it names the file instead."""

import re
from typing import Any

OUT_OF_DOCS = re.compile(r"\[([^]]+)\]\(((?:\.\./)+)([^)]+)\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Rewrite links of a page to files that are in the repository only."""
    depth = page.file.src_uri.count("/") + 1

    def named(link: re.Match[str]) -> str:
        outside = link[2].count("../") >= depth
        return f"{link[1]} (`{link[3]}`)" if outside else link[0]

    return OUT_OF_DOCS.sub(named, markdown)
