"""The parts of the docs that follow from declarations, data and code: tables, ledger, picture.

``python -m analysis.documents`` (``make docs``) writes them anew. What is hand-written stays in
``docs/*.md`` and links to what is written here.
"""
