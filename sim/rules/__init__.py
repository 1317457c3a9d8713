"""The equations as pure functions: numbers in, numbers out, no state.

Grouped as the Triade groups conditions: ``willing`` (E4, E5), ``able`` (E2, E11, E13), ``allowed``
(E6 to E10), ``outcome`` (E14 to E16, E26) and ``learning`` (E17 to E22). ``conditions`` and
``theory`` are records with a field per declared condition and per switch.
"""
