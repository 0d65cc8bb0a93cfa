"""What is asked: questionnaires, their questions, and what each answer means as variables."""
