"""How much support there is among those who replied: estimates, likely ranges and tests, all from cells."""
