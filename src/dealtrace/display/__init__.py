"""How readings and dossiers are put before people: words for values, marks over texts.

The command line and the desk show the same things; what they share is here.
"""
