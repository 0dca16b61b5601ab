"""A day of a mail client, with Python's imaplib. Whatever is not as expected ends it."""

import imaplib
import socket
import ssl
import sys
import threading

HOST, secret, plain, authority = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
context = ssl.create_default_context(cafile=authority)


class Here:
    """The host of the scenario is a port of this machine."""

    def _create_socket(self, timeout=None):
        sock = socket.create_connection(("127.0.0.1", self.port), 30)
        return self.ssl_context.wrap_socket(sock, server_hostname=HOST) if self.inside else sock


class Secret(Here, imaplib.IMAP4_SSL):
    inside = True


class Plain(Here, imaplib.IMAP4):
    inside = False


def ok(answer):
    kind, data = answer
    assert kind == "OK", answer
    return data


LETTER = b"From: aoi@a.example\r\nSubject: =?utf-8?B?5omL57SZ?=\r\n\r\n" + b"x" * 20000 + b"\r\n\xfe\r\n"

mail = Plain(HOST, plain)
assert "LOGINDISABLED" in mail.capabilities and "STARTTLS" in mail.capabilities, mail.capabilities
try:
    mail.login("mari", "mari-secret")
    raise AssertionError("logged in without TLS")
except imaplib.IMAP4.error as error:
    assert "PRIVACYREQUIRED" in str(error), error
# Python checks the name of the certificate, which is not "127.0.0.1".
mail.host = HOST
ok(mail.starttls(context))
assert "AUTH=PLAIN" in mail.capabilities, mail.capabilities
ok(mail.authenticate("PLAIN", lambda _: b"\0mari\0mari-secret"))
ok(mail.namespace())

assert len(ok(mail.list())) == 2
ok(mail.create("Archive/2026"))
assert len(ok(mail.list('""', "Archive%"))) == 1
ok(mail.subscribe("Archive/2026"))
assert len(ok(mail.lsub())) == 3
ok(mail.append("INBOX", r"(\Draft)", imaplib.Time2Internaldate(1795498200), LETTER))
assert mail.append("Nowhere", None, None, LETTER)[0] == "NO"
assert ok(mail.status("INBOX", "(MESSAGES UNSEEN UIDNEXT UIDVALIDITY)"))[0] == \
    b"INBOX (MESSAGES 1 UNSEEN 1 UIDNEXT 2 UIDVALIDITY 1)"

assert ok(mail.select("INBOX")) == [b"1"]
fetched = ok(mail.fetch("1", "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE BODY.PEEK[])"))
assert fetched[0][1] == LETTER, fetched
assert ok(mail.uid("FETCH", "1", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.9>)"))[0][1] == b"Subject: "
mail.literal = "手紙".encode()
assert ok(mail.uid("SEARCH", "CHARSET", "UTF-8", "SUBJECT")) == [b"1"]
assert ok(mail.search(None, "SEEN")) == [b""]

other = Secret(HOST, secret, ssl_context=context)
ok(other.login("mari", "mari-secret"))
ok(other.select("INBOX"))
ok(other.store("1", "+FLAGS", r"(\Seen \Flagged)"))
ok(other.copy("1", "Archive/2026"))
ok(mail.noop())
assert rb"\Flagged" in mail.response("FETCH")[1][0]
ok(mail.uid("MOVE", "1", "Junk"))
ok(other.noop())
assert other.response("EXPUNGE")[1] == [b"1"]

# imaplib of this version has no IDLE; its socket can speak for itself.
tag = other._new_tag()
other.send(tag + b" IDLE\r\n")
assert other.readline().startswith(b"+")
waiter = threading.Thread(target=lambda: ok(mail.append("INBOX", None, None, LETTER)))
waiter.start()
assert other.readline() == b"* 1 EXISTS\r\n"
assert other.readline() == b"* 1 RECENT\r\n"
waiter.join()
other.send(b"DONE\r\n")
assert other.readline().startswith(tag + b" OK")

ok(other.store("1", "+FLAGS.SILENT", r"(\Deleted)"))
assert ok(other.expunge()) == [b"1"]
ok(other.close())
ok(mail.select("Archive/2026", readonly=True))
assert ok(mail.fetch("1", "BODY[]"))[0][1] == LETTER
ok(mail.unselect())
ok(mail.delete("Archive/2026"))
ok(mail.rename("Archive", "Past"))
for each in (mail, other):
    assert each.logout()[0] == "BYE"
print("a good day")
