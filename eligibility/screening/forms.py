"""The forms of tables that are read, by the end of a file's name."""

from __future__ import annotations

FORMS: dict[str, str] = {
    ".parquet": "parquet", ".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson",
    ".arrow": "arrow", ".feather": "arrow", ".xlsx": "excel", ".xls": "excel", ".ods": "excel",
}  # fmt: skip
