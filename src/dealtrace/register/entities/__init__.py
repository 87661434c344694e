"""Who and what the reports speak of: names of all reports, joined to entities.

``note_actors`` and ``forget_actors`` write, inside the transaction that adds or withdraws a report;
``list_entities`` and ``show_entity`` ask. Which names join is worked out from the forms of names
alone, so the result does not depend on the order in which reports arrive.
"""

from dealtrace.register.entities.queries import (
    EntityPage,
    EntityRow,
    Mentioned,
    NameSeen,
    OfficeSeen,
    list_entities,
    show_entity,
)
from dealtrace.register.entities.store import Noted, forget_actors, note_actors, resolve

__all__ = [
    "EntityPage",
    "EntityRow",
    "Mentioned",
    "NameSeen",
    "Noted",
    "OfficeSeen",
    "forget_actors",
    "list_entities",
    "note_actors",
    "resolve",
    "show_entity",
]
