"""Everything that runs behind the web service: counting, and jobs."""
