"""Looking after an SOP in force: monitored every half-year (Tabel 7), evaluated every year by seven criteria."""
