"""Theories at one level: what is taken out of their answers before they are compared.

Answers to S1, S3, S5 and S11 differ in how much passes before they differ in what matters, and what
a lever does depends on how much passes. So an answer is first brought to the level of ``figure_2``,
which itself stays as it is, and only then compared (ODD, section 7.9).

``level`` has what is put on a theory, ``readings`` and ``standard`` the means and spreads of the
index over draws from the priors, ``centring`` the constant of a theory, ``stored`` the data files
of a world and what is remembered beside them, ``kept`` and ``find`` the way from a theory to its
level. ``python -m sim.levels`` makes the data files of a world.
"""
