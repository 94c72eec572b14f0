"""Public facts with their sources: municipalities, fees, occupations, pay, suppliers, vacancies (offentlige fakta)."""
