"""The SOP as a workbook: its flow table, and its identity block on a second sheet."""

from runtut.procedures.printing.form import Form
from runtut.procedures.printing.xlsx.book import Book
from runtut.procedures.printing.xlsx.flow import flow
from runtut.procedures.printing.xlsx.identity import identity


def xlsx(form: Form) -> bytes:
    book = Book(form)
    identity(book, form)
    flow(book, form)
    return book.close()
