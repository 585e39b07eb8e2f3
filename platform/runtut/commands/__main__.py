"""`python -m runtut.commands`: the same without an installed script."""

from runtut.commands import main

main(prog_name="runtut")
