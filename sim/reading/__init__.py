"""Reading what comes from outside: one strict reader per kind of file.

Whatever a user can name, edit, upload or hand on is read here and nowhere else: YAML, CSV, XLSX,
JSON and Parquet. Each reader takes regular files only (a pipe would hang), no more than a bound of
bytes, depth and digits, and refuses in one line what two people could read differently. What a
file must hold beside its form is said by whoever asks for it.
"""

from sim.reading.csv_table import Table, table_from
from sim.reading.json_text import json_from, read_json
from sim.reading.regular import read_bytes, refuse_irregular
from sim.reading.tables import TABLE_ENDINGS, read_table
from sim.reading.text import text_from
from sim.reading.yaml_text import mapping_from, read_yaml

__all__ = [
    "TABLE_ENDINGS",
    "Table",
    "json_from",
    "mapping_from",
    "read_bytes",
    "read_json",
    "read_table",
    "read_yaml",
    "refuse_irregular",
    "table_from",
    "text_from",
]
