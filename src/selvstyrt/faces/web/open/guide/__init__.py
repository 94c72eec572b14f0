"""The guide "BPA explained" (BPA forklart): its contents and its pages; the texts stand in `faces.texts.guide`."""
