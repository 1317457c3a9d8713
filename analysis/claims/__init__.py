"""Claims: a statistic of settings, a rule that was fixed beforehand, and what came of it.

The codes of the study (``analysis.codebook``) and its patterns (``analysis.patterns``) are claims.
What is run for them are ordinary studies, which resume (``runs``); a number has an interval and
says how small a distance from its bound it could tell (``judge``); any claim can be tried in any
setting (``Claim.tried_in``), as in::

    settings = {"little": {"trust_start": 0.3}, "much": {"trust_start": 0.9}}
    claim = patterns()["P15"].tried_in(settings)
    table = evaluate([claim], run_all([claim], study_of, Plan(range(1, 31)), folder))
"""
