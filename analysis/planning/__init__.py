"""Before letters are bought: how many replies they bring, what these would show, and of which groups."""
