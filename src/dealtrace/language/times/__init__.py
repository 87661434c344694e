"""Time expressions: finding them, and resolving them to TIMEX3 values and days."""

from dealtrace.language.times.find import TimexMatch, find_times, normalise
from dealtrace.language.times.values import Value, as_contract, interval_of

__all__ = ["TimexMatch", "Value", "as_contract", "find_times", "interval_of", "normalise"]
