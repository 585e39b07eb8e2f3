"""Why the engine refuses a command: one class a reason, one Indonesian sentence each."""

from collections.abc import Iterable, Mapping, Sequence

from runtut.errors import Conflict, Forbidden, Invalid, NotFound


class NoSuchStep(NotFound):
    def __init__(self, step_id: str) -> None:
        super().__init__(f"SOP siklus ini tidak memiliki langkah “{step_id}”; pilih langkah dari halaman siklus.")


class NoSuchShare(NotFound):
    def __init__(self, no: int, round_: int) -> None:
        super().__init__(
            f"Bagian tugas itu tidak ada pada langkah {no} putaran {round_}; muat ulang halaman, langkah ini mungkin "
            "sudah dikembalikan."
        )


class NotReady(Invalid):
    """The plan cannot be run; `errors` says by step what is lacking."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__("Siklus belum dapat dibuka; lengkapi dahulu SOP atau pemetaan pelaksananya.", errors)


class AlreadyOpened(Conflict):
    def __init__(self) -> None:
        super().__init__("Siklus ini sudah pernah dibuka; buka siklus untuk periode lain.")


class NotRunning(Conflict):
    def __init__(self, status: str) -> None:
        said = {"planned": "belum dibuka", "closed": "sudah selesai", "cancelled": "sudah dibatalkan"}[status]
        super().__init__(f"Siklus ini {said}, jadi tugasnya tidak dapat diubah.")


class NotOpen(Conflict):
    def __init__(self, no: int, waits_for: Iterable[int]) -> None:
        before = " dan ".join(f"langkah {other}" for other in waits_for)
        super().__init__(f"Langkah {no} belum terbuka; menunggu {before}.")


class NotStarted(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(f"Langkah {no} belum dimulai; muat ulang halaman, lalu ulangi.")


class AlreadyStarted(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(f"Langkah {no} sudah dimulai; lanjutkan pekerjaan yang ada.")


class AlreadyDone(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(f"Langkah {no} sudah selesai, jadi tidak dapat diubah lagi.")


class ShareAlreadyDone(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(f"Bagian Anda pada langkah {no} sudah diselesaikan.")


class ShareNotDone(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(f"Bagian Anda pada langkah {no} belum diselesaikan, jadi tidak ada yang dibuka kembali.")


class Stale(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(f"Langkah {no} sudah berubah sejak halaman ini dibuka; muat ulang, lalu ulangi.")


class Sealed(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(
            f"Langkah {no} sudah ditutup ketua, ditandatangani, atau diputuskan, jadi bagian lain tidak dapat diubah; "
            "mintalah pejabat yang memutuskan atau menutupnya mengembalikan langkah ini."
        )


class LastWordStands(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(
            f"Keputusan atau tanda tangan Anda pada langkah {no} sudah tercatat pada naskah, jadi tidak dapat ditarik; "
            "kembalikan langkah ini bila naskahnya masih harus diperbaiki."
        )


class SignBeforeDone(Conflict):
    def __init__(self, no: int, waits_for: Iterable[str]) -> None:
        super().__init__(f"Langkah {no} belum dapat ditandatangani atau diputuskan; masih menunggu {', '.join(waits_for)}.")


class ChairCloses(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(f"Bagian ketua pada langkah {no} selesai dengan menutup langkah itu sebagai ketua.")


class NotChaired(Conflict):
    def __init__(self, no: int) -> None:
        super().__init__(f"Langkah {no} tidak ditutup oleh ketua; langkah selesai ketika bagian-bagiannya masuk.")


class NotYourShare(Forbidden):
    def __init__(self, no: int) -> None:
        super().__init__(f"Bagian ini pada langkah {no} bukan milik jabatan Anda; hubungi pejabat yang ditunjuk.")


class NotYourDecision(Forbidden):
    def __init__(self, no: int, holders: Iterable[str]) -> None:
        super().__init__(f"Langkah {no} hanya dapat dikembalikan oleh {' atau '.join(holders)}.")


class ChairOnly(Forbidden):
    def __init__(self, no: int, chairs: Iterable[str]) -> None:
        super().__init__(f"Langkah {no} hanya dapat ditutup oleh ketuanya, yaitu {' atau '.join(chairs)}.")


class ReasonMissing(Invalid):
    def __init__(self) -> None:
        super().__init__("Alasan belum diisi; tulis sebabnya agar dapat ditindaklanjuti.", {"reason": ["Alasan wajib diisi."]})


class NoWayBack(Invalid):
    def __init__(self, no: int, choices: Sequence[int]) -> None:
        said = f"pilihannya: langkah {', '.join(map(str, choices))}" if choices else "langkah ini tidak punya arah balik"
        super().__init__(f"Langkah {no} tidak dapat dikembalikan ke tujuan itu; {said}.", {"to": ["Tujuan tidak diizinkan."]})
