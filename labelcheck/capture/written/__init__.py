"""Files that hold text: plain text, Markdown, web pages, Word documents, mails, and archives of such files."""
