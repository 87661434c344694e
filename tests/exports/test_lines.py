"""JSON Lines lose nothing: every object of the register comes back as it was."""

import io
import json

from dealtrace.exports import lines
from dealtrace.exports.values import values
from dealtrace.register.streams import Stream


def test_all_is_there_again(stream: Stream) -> None:
    file = io.BytesIO()
    counts = lines.write(stream, file)
    first, *rest = [json.loads(line) for line in file.getvalue().splitlines()]
    assert first["record"] == "register"
    deals = {one["id"]: one for one in rest if one["record"] == "deal"}
    assert len(rest) == counts.total()
    for row, appraisal in stream.appraised():
        one = deals.pop(row.id)
        assert {key: one[key] for key in row.dossier} == row.dossier
        assert len(one["values"]) == len(values(row.dossier, appraisal))
    assert not deals
    decided = [o for o in rest if o["record"] == "decision"]
    assert [(o["id"], o["made_by"], o["action"], o["stands"], o["deals"]) for o in decided] == [
        (d.made.id, d.made.made_by, d.made.action, d.stands, list(d.deals))
        for d in stream.decisions()
    ]
    assert len(decided) == counts["decision"] > 0
    for kind, found in (
        ("grading", stream.gradings()),
        ("report", stream.reports()),
        ("claim", stream.claims()),
        ("entity", stream.entities()),
        ("office", stream.offices()),
    ):
        assert [o for o in rest if o["record"] == kind] == [
            {"record": kind, **json.loads(json.dumps(lines._plain(one)))} for one in found
        ]
