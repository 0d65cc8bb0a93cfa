"""Pictures of shares: the marks of a chart, drawn as plain Plotly figures and as plain SVG."""
