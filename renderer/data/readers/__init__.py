"""Any file that a health team hands over, as a table of text with the place of each row; one module a format."""
