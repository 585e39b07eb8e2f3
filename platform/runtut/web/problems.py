"""The page that a reader sees when a request is refused or fails: what happened, what to do, a way on."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from flask import render_template, request
from flask_babel import lazy_gettext

ADVICE = {
    401: lazy_gettext("Setelah masuk, Anda dibawa kembali ke halaman ini."),
    403: lazy_gettext("Bila Anda memerlukannya untuk tugas Anda, mintalah admin pemda memeriksa peran Anda."),
    404: lazy_gettext("Periksa penulisan alamatnya, atau mulai lagi dari Tugas saya."),
    409: lazy_gettext("Muat ulang halaman untuk melihat keadaan terakhir, lalu ulangi perubahan Anda."),
    413: lazy_gettext("Perkecil atau pisahkan berkasnya, lalu kirim lagi. Tidak ada yang tersimpan dari kiriman ini."),
    422: lazy_gettext("Kembali ke isian, perbaiki yang disebut di atas, lalu kirim lagi."),
    429: lazy_gettext("Tunggu sebentar, lalu coba lagi."),
    500: lazy_gettext("Kesalahan ini sudah tercatat. Coba lagi sebentar lagi; yang sudah tersimpan tetap aman."),
    503: lazy_gettext("Coba lagi beberapa menit lagi; yang sudah tersimpan tetap aman."),
}


def problem_page(
    status: int, title: str, detail: str, errors: Mapping[str, Sequence[str]] | None = None, sign_in_url: str = ""
) -> tuple[str, int]:
    """The page and its status, in the frame of whoever asks; of a 401 the button leads to `sign_in_url`."""
    page = render_template(
        "web/error.html",
        status=status,
        title=title,
        detail=detail,
        errors=errors or {},
        advice=ADVICE.get(status, ""),
        back_url=_came_from(),
        sign_in_url=sign_in_url,
    )
    return page, status


def _came_from() -> str:
    """The page of this site that led here, if the browser says so and it is another one."""
    try:
        came = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    if came.netloc != request.host or came.path == request.path:
        return ""
    return came.path + (f"?{came.query}" if came.query else "")
