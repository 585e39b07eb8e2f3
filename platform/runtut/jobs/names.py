"""The names of all jobs; each is the dotted path of a function in `workers`."""

from enum import StrEnum


class JobName(StrEnum):
    RENDER = "workers.documents.render"
    NOTIFY = "workers.notices.notify"
    SWEEP = "workers.cycles.sweep"
    SEAL = "workers.events.seal"
    READ = "workers.sops.read"
    CARE = "workers.sops.care"
    TEMPLATE = "workers.library.tell_of_template"
    ANSWER = "workers.library.tell_of_answer"
    TIDY = "workers.tidying.tidy"
