"""What follows from the register: credit, ability to pay, dependence, networks, corroboration.

Each part takes a connection or plain values and returns frozen dataclasses; :func:`to_json` in
``values`` turns any of them into what JSON knows. Only ``dealtrace.register`` asks the database.
"""
