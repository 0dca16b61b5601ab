"""Sends a letter and reads it, with nothing but Python's own smtplib and imaplib."""

import imaplib
import smtplib
import ssl
import sys
import time

submission, imap, authority = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
trust = ssl.create_default_context(cafile=authority)

with smtplib.SMTP("127.0.0.1", submission) as server:
    server.starttls(context=trust)
    server.login("kimura", "kimura-secret")
    letter = "From: kimura@a-corp.example\r\nTo: aoi@school.example\r\nSubject: Python\r\n\r\nFrom Python.\r\n"
    server.sendmail("kimura@a-corp.example", ["aoi@school.example"], letter)

with imaplib.IMAP4("127.0.0.1", imap) as mailbox:
    mailbox.starttls(ssl_context=trust)
    mailbox.login("aoi", "aoi-secret")
    mailbox.select("INBOX")
    while not mailbox.search(None, "SUBJECT", "Python")[1][0]:
        time.sleep(0.02)
        mailbox.noop()
    _, data = mailbox.fetch("1", "(RFC822)")
    sys.stdout.write(data[0][1].decode())
