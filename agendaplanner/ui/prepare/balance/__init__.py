"""The sheet "Balance": shares by community and more, against targets, and who could change what is off."""
