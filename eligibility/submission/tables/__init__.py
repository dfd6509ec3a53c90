"""Tables as people send them, workbooks and CSV: each row is read as a project file."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TEXTS = (".csv", ".tsv")
SUFFIXES = (*WORKBOOKS, *TEXTS)
