"""Tables as people send them, workbooks and CSV: each row is read as a project file."""
