-- Every build asks under which name an article that it reads is stored already.
CREATE INDEX article_path ON article (path, digest);
