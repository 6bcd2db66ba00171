"""The workbook an office is set up from: sheets, rows, and the plan of an office they give."""
