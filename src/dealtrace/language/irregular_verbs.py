"""Past forms of English verbs that no ending tells: ``sold`` of ``sell``.

The verb, its past tense and, where it differs, its past participle; from the grammar of English.
"""

from __future__ import annotations

_PAST = {"VBD", "VBN"}

_FORMS = """
abide abode, arise arose arisen, awake awoke awoken, bear bore borne, beat beaten, become became,
begin began begun, bend bent, bid bade bidden, bind bound, bite bit bitten, bleed bled,
blow blew blown, break broke broken, breed bred, bring brought, broadcast broadcast, build built,
burn burnt, buy bought, catch caught, choose chose chosen, cling clung, come came, creep crept,
deal dealt, dig dug, do did done, draw drew drawn, dream dreamt, drink drank drunk,
drive drove driven, dwell dwelt, eat ate eaten, fall fell fallen, feed fed, feel felt,
fight fought, find found, flee fled, fling flung, fly flew flown, forbid forbade forbidden,
foresee foresaw foreseen, foretell foretold, forget forgot forgotten, forgive forgave forgiven,
forgo forwent forgone, forsake forsook forsaken, freeze froze frozen, get got gotten,
give gave given, go went gone, grind ground, grow grew grown, hang hung, have had, hear heard,
hide hid hidden, hold held, keep kept, kneel knelt, know knew known, lay laid, lead led,
lean leant, leap leapt, learn learnt, leave left, lend lent, lie lay lain, light lit, lose lost,
make made, mean meant, meet met, mislead misled, mistake mistook mistaken,
misunderstand misunderstood, mow mown, outdo outdid outdone, overcome overcame,
oversee oversaw overseen, overtake overtook overtaken, overthrow overthrew overthrown, pay paid,
partake partook partaken, prove proven, rebuild rebuilt, repay repaid, resell resold,
retake retook retaken, rethink rethought, ride rode ridden, ring rang rung, rise rose risen,
run ran, say said, see saw seen, seek sought, sell sold, send sent, sew sewn,
shake shook shaken, shine shone, shoot shot, show shown, shrink shrank shrunk, sing sang sung,
sink sank sunk, sit sat, slay slew slain, sleep slept, slide slid, sow sown, speak spoke spoken,
speed sped, spend spent, spill spilt, spin spun, spring sprang sprung, stand stood,
steal stole stolen, stick stuck, sting stung, strike struck stricken, strive strove striven,
swear swore sworn, sweep swept, swell swollen, swim swam swum, swing swung, take took taken,
teach taught, tear tore torn, tell told, think thought, throw threw thrown,
undergo underwent undergone, understand understood, undertake undertook undertaken,
undo undid undone, uphold upheld, wake woke woken, wear wore worn, weave wove woven,
win won, wind wound, withdraw withdrew withdrawn, withhold withheld, withstand withstood,
write wrote written
"""

_VERB_OF: dict[str, str] = {
    form: verb for verb, *forms in map(str.split, _FORMS.split(",")) for form in forms
}


def irregular_verb(form: str, tag: str) -> str | None:
    """Return the verb of which ``form``, tagged ``tag`` (Penn), is an irregular past form, or None.

    The tag tells "found" of "find" from "to found", "saw" of "see" from a saw.
    """
    return _VERB_OF.get(form.lower()) if tag in _PAST else None
