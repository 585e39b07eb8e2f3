"""What is said to a user when something is refused: problems of a request, reasons why a process cannot start."""

from collections.abc import Mapping, Sequence
from typing import ClassVar


class Problem(Exception):  # noqa: N818
    """An answer other than success, said in one Indonesian sentence; becomes a problem document or an error page.

    `errors` names fields of the request (dotted paths) and what is wrong with each.
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Terjadi kesalahan pada sistem"

    def __init__(self, detail: str = "", errors: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors: dict[str, list[str]] = {field: list(said) for field, said in (errors or {}).items()}


class Unreadable(Problem):
    status = 400
    title = "Permintaan tidak terbaca"


class Unauthorized(Problem):
    status = 401
    title = "Anda perlu masuk terlebih dahulu"


class Forbidden(Problem):
    status = 403
    title = "Anda tidak berwenang"


class NotFound(Problem):
    status = 404
    title = "Tidak ditemukan"


class Conflict(Problem):
    status = 409
    title = "Keadaan data sudah berubah"


class TooLarge(Problem):
    status = 413
    title = "Ukuran melebihi batas"


class WrongType(Problem):
    status = 415
    title = "Jenis isi tidak diterima"


class Invalid(Problem):
    status = 422
    title = "Isian belum benar"


class TooMany(Problem):
    status = 429
    title = "Terlalu banyak permintaan"


class Unavailable(Problem):
    status = 503
    title = "Layanan sedang tidak tersedia"


class CannotStart(Exception):  # noqa: N818
    """A process cannot begin or go on; the message is the one sentence for the person at the terminal."""

    def __init__(self, sentence: str, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
