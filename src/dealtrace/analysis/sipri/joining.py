"""Dependence from SIPRI's orders, and from them and the register together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dealtrace.analysis.sipri.comparing import Comparison
from dealtrace.analysis.sipri.orders import Order
from dealtrace.register.aggregates import Trade


def as_trades(orders: Sequence[Order], *, by_tiv: bool = False) -> list[Trade]:
    """Return orders as deals for ``dependence_of``; with ``by_tiv`` their value is SIPRI's."""
    return [
        Trade(
            f"sipri-{order.line}",
            (order.supplier,),
            (order.recipient,),
            dt.date(order.year, 1, 1),
            order.tiv if by_tiv else None,
            (order.cls,) if order.cls else (),
        )
        for order in orders
    ]


def joined(found: Sequence[Trade], comparison: Comparison) -> list[Trade]:
    """Return the register's deals, and SIPRI's orders that are none of them."""
    return [*found, *as_trades(comparison.only_there)]
