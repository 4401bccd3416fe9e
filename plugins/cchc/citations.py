"""Citations of Vietnamese documents in running text: number and symbol, type, date, issuer."""
