"""How large a file may be, and how much its reading may take, before it is refused."""

from typing import Final

LARGEST_FILE: Final = 25 * 1024 * 1024
"""Bytes of the file as handed in."""
LONGEST_TEXT: Final = 4_000_000
"""Characters of a text or HTML file; an SOP of 40 steps has 20,000."""
MOST_LINES: Final = 50_000
LONGEST_LINE: Final = 100_000
MOST_CELLS: Final = 200_000
"""Cells of all grids together."""
MOST_ROWS: Final = 6_000
"""Rows of tables and lines of text between them; 100 SOPs have 4,000."""
MOST_DOCUMENTS: Final = 200

MEMORY: Final = 512 * 1024 * 1024
"""Address space of the process that reads."""
CPU_SECONDS: Final = 10
WALL_SECONDS: Final = 30
"""The reading of one file is ended after this, whatever it is doing."""
LARGEST_ANSWER: Final = 64 * 1024 * 1024
