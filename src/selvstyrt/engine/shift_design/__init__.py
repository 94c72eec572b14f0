"""Shift design (vaktutforming): from needs as curves to shifts, with reasons.

The problem is the minimum shift design problem of the literature: N. Musliu, A. Schaerf, W. Slany, "Local search for
shift design", European Journal of Operational Research 153 (2004); L. Di Gaspero, J. Gärtner, G. Kortsarz, N. Musliu,
A. Schaerf, W. Slany, "The minimum shift design problem", Annals of Operations Research 155 (2007). There some quarters
may be left short; here none may, nights of rest stay whole, and the law and the team say how long a shift can be.
"""

from selvstyrt.engine.shift_design.design import design

__all__ = ["design"]
