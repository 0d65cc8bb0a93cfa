"""The pages, one package for each kind of visitor's work; none of them knows another."""
