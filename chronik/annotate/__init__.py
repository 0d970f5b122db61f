"""Stage 3: from an article to stand-off annotations, each with the words it rests on."""
