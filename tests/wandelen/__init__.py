"""Walks made-up students through the real shell, at random and by a seed, and looks after every step whether what must hold, holds.

No flow is named in here: a new one is walked as soon as it is there. Refuses to print a word that was typed: a failure tells kinds and steps.
"""
