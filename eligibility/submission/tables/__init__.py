"""Tables as people send them, workbooks and CSV: each row becomes the project file that it means."""
