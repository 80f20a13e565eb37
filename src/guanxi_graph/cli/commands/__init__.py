"""The commands, each a function in the module of its name; what they share stands in the folder above."""
