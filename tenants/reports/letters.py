"""Surat perintah with lembar disposisi, nota dinas and surat pengantar, tanda terima."""

from runtut.calendar import say_date
from tenants.reports.paper import Data, Paper, letterhead, paper, period_label, signer, signing
from tenants.reports.shapes import CoverLetter, Disposition, OrderLetter, Receipt, Received, Stamp
from tenants.reports.wording import prose, say_day_and_clock, say_due

TITLES = {"nota_dinas": "Nota Dinas", "surat_pengantar": "Surat Pengantar"}
NATURES = ("Biasa", "Segera", "Sangat segera", "Rahasia")


def order_letter(order: OrderLetter, stamp: Stamp) -> Paper:
    data = {
        "considering": list(order.considering),
        "basis": list(order.basis),
        "addressees": [signer(addressee) for addressee in order.addressees],
        "tasks": list(order.tasks),
        "due": say_due(order.due),
        "signing": signing(order.office, stamp, order.signatory),
        "disposition": _disposition(order.disposition) if order.disposition else None,
    }
    return paper("order_letter", "Surat Perintah", order.office, order.made_on, stamp, data)


def disposition_sheet(disposition: Disposition, stamp: Stamp) -> Paper:
    data = _disposition(disposition)
    return paper("disposition", "Lembar Disposisi", disposition.office, disposition.made_on, stamp, {"disposition": data})


def cover_letter(letter: CoverLetter, stamp: Stamp) -> Paper:
    title = TITLES[letter.kind]
    data = {
        "kind": letter.kind,
        "heading": title.upper(),
        "to": letter.to,
        "through": list(letter.through),
        "sender": letter.sender,
        "about": letter.about,
        "nature": letter.nature,
        "body": prose(letter.body),
        "enclosures": [{"text": one.text, "count": one.count, "note": one.note or None} for one in letter.enclosures],
        "copies": list(letter.copies),
        "signing": signing(letter.office, stamp, letter.signatory),
    }
    return paper("cover_letter", f"{title}: {letter.about}", letter.office, letter.made_on, stamp, data)


def receipt(delivery: Receipt, stamp: Stamp) -> Paper:
    data = {
        "facts": [
            ["Yang disampaikan", delivery.about],
            ["Periode", period_label(delivery.period)],
            ["Disampaikan pada", say_day_and_clock(delivery.sent_at)],
        ],
        "recipients": [_received(recipient) for recipient in delivery.recipients],
        "signing": signing(delivery.office, stamp, delivery.signatory),
    }
    return paper("receipt", "Tanda Terima", delivery.office, delivery.made_on, stamp, data)


def _received(recipient: Received) -> Data:
    return {
        "recipient": recipient.recipient,
        "receiver": recipient.receiver,
        "at": say_day_and_clock(recipient.at) if recipient.at else None,
    }


def _disposition(disposition: Disposition) -> Data:
    return {
        "letterhead": letterhead(disposition.office),
        "facts": [
            ["Surat dari", disposition.sender],
            ["Nomor surat", disposition.letter_number],
            ["Tanggal surat", say_due(disposition.letter_dated)],
            ["Diterima tanggal", say_date(disposition.received_on)],
            ["Nomor agenda", disposition.agenda_number],
        ],
        "natures": [[nature, nature == disposition.nature] for nature in NATURES],
        "about": disposition.about,
        "forwarded_to": list(disposition.forwarded_to),
        "instructions": list(disposition.instructions),
        "due": say_due(disposition.due),
        "note": prose(disposition.note),
        "signing": {
            "place": disposition.office.place,
            "place_date": f"{disposition.office.place}, {say_date(disposition.made_on)}",
            "record": None,
            **signer(disposition.signatory),
        },
    }
