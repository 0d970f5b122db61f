ALTER TABLE article ADD COLUMN dates TEXT NOT NULL DEFAULT '[]'; -- JSON: the days that the page states for itself, with origin and confidence
