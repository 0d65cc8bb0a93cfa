"""From a postcode to the district it lies in; the postcode itself is never kept."""
