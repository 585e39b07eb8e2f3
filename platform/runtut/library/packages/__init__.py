"""Templates in a signed package, for exchange between installations."""

from runtut.library.packages.content import Item, Package, packed, unpacked
from runtut.library.packages.keys import Keyring, keyring

__all__ = ["Item", "Keyring", "Package", "keyring", "packed", "unpacked"]
