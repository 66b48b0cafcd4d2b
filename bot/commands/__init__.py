"""The commands of `python -m bot`, one file a group. Refuses to hold what they do: that is in the parts."""
