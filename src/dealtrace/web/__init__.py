"""The desk: the register in a browser, for one person on their own machine or for a team.

``app.create`` makes the application; ``pages`` holds what people open, ``api`` what programs ask,
``access`` who may do what. Needs the extra ``web``.
"""
